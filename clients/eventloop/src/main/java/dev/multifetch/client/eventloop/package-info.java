/// A client whose exchanges hold no thread: Netty's event loops, with a decoder of our own.
@NullMarked
package dev.multifetch.client.eventloop;

import org.jspecify.annotations.NullMarked;
