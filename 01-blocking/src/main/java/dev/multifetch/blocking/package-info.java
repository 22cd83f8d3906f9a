/// One URL after another on the calling thread.
@NullMarked
package dev.multifetch.blocking;

import org.jspecify.annotations.NullMarked;
