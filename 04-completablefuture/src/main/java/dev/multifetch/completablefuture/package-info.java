/// Exchanges that hold no thread, composed as futures.
@NullMarked
package dev.multifetch.completablefuture;

import org.jspecify.annotations.NullMarked;
