/// The event loop itself, with nothing in between.
@NullMarked
package dev.multifetch.netty;

import org.jspecify.annotations.NullMarked;
