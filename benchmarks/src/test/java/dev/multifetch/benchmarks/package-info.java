@NullMarked
package dev.multifetch.benchmarks;

import org.jspecify.annotations.NullMarked;
