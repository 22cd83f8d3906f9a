/// Measures what each model costs, and how sure we are of it.
@NullMarked
package dev.multifetch.benchmarks;

import org.jspecify.annotations.NullMarked;
