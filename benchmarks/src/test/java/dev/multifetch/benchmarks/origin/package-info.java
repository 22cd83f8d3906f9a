@NullMarked
package dev.multifetch.benchmarks.origin;

import org.jspecify.annotations.NullMarked;
