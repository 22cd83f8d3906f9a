/// A client whose exchanges hold the calling thread, over one of three libraries.
@NullMarked
package dev.multifetch.client.blocking;

import org.jspecify.annotations.NullMarked;
