/// What this process holds and what its threads throw: what a fetcher must not leave when it is
/// closed.
@NullMarked
package dev.multifetch.conformance.process;

import org.jspecify.annotations.NullMarked;
