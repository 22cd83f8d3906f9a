/// What this process holds, and what its threads throw. A closed fetcher must leave neither.
@NullMarked
package dev.multifetch.conformance.process;

import org.jspecify.annotations.NullMarked;
