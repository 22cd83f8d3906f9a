/// A fetcher that keeps every rule, and variants of it that each break one.
@NullMarked
package dev.multifetch.conformance.reference;

import org.jspecify.annotations.NullMarked;
