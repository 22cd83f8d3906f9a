/// One URL after another on the calling thread, and the blocking exchange that models 01 to 03
/// share.
@NullMarked
package dev.multifetch.blocking;

import org.jspecify.annotations.NullMarked;
