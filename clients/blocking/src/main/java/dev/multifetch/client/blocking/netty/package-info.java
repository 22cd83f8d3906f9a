/// GETs on Netty's event loops, for which the calling thread waits.
@NullMarked
package dev.multifetch.client.blocking.netty;

import org.jspecify.annotations.NullMarked;
