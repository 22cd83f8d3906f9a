/// What was measured, what it is worth, and how it is written down.
@NullMarked
package dev.multifetch.results;

import org.jspecify.annotations.NullMarked;
