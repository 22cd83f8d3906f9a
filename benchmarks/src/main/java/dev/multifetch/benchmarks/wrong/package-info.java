/// A benchmark that is wrong on purpose, beside the right one. For real figures use `multifetch
/// compare`, which says more than both.
@NullMarked
package dev.multifetch.benchmarks.wrong;

import org.jspecify.annotations.NullMarked;
