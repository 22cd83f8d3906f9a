/// The exchanges of model 04 as a stream with backpressure, from the subscriber to the socket.
@NullMarked
package dev.multifetch.reactive;

import org.jspecify.annotations.NullMarked;
