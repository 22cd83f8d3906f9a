/// Exchanges that hold no thread as a stream with backpressure, from the subscriber to the socket.
@NullMarked
package dev.multifetch.reactive;

import org.jspecify.annotations.NullMarked;
