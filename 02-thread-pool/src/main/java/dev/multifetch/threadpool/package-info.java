/// The same blocking exchange on a fixed pool of platform threads.
@NullMarked
package dev.multifetch.threadpool;

import org.jspecify.annotations.NullMarked;
