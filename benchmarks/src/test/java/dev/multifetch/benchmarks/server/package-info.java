@NullMarked
package dev.multifetch.benchmarks.server;

import org.jspecify.annotations.NullMarked;
