/// The server that clients fetch from, in a separate process.
@NullMarked
package dev.multifetch.benchmarks.server;

import org.jspecify.annotations.NullMarked;
