/// Decides which URL of a list may begin, and when: without I/O, for all models.
@NullMarked
package dev.multifetch.frontier;

import org.jspecify.annotations.NullMarked;
