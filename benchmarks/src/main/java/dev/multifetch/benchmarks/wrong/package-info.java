/// A benchmark that is wrong on purpose, beside the right one. Neither says anything that
/// `multifetch compare` does not say better.
@NullMarked
package dev.multifetch.benchmarks.wrong;

import org.jspecify.annotations.NullMarked;
