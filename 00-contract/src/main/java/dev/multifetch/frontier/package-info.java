/// Which URL of a list may begin, and when: decided without I/O, for all models.
@NullMarked
package dev.multifetch.frontier;

import org.jspecify.annotations.NullMarked;
