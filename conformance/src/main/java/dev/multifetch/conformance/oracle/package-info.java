/// Sends random responses to several fetchers, and checks that all report the same.
@NullMarked
package dev.multifetch.conformance.oracle;

import org.jspecify.annotations.NullMarked;
