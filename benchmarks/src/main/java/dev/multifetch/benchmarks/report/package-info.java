/// The page that shows what was measured.
@NullMarked
package dev.multifetch.benchmarks.report;

import org.jspecify.annotations.NullMarked;
