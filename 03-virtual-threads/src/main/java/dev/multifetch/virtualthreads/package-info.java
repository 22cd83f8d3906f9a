/// The same blocking exchange, a virtual thread for each URL.
@NullMarked
package dev.multifetch.virtualthreads;

import org.jspecify.annotations.NullMarked;
