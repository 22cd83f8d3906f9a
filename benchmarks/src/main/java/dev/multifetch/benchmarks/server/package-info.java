/// The server that is fetched from, in a process of its own.
@NullMarked
package dev.multifetch.benchmarks.server;

import org.jspecify.annotations.NullMarked;
