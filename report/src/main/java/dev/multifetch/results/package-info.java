/// The results of a run: what was measured, what it is worth, and how it is written.
@NullMarked
package dev.multifetch.results;

import org.jspecify.annotations.NullMarked;
