/// The server that is fetched from, in a process of its own.
@NullMarked
package dev.multifetch.benchmarks.origin;

import org.jspecify.annotations.NullMarked;
