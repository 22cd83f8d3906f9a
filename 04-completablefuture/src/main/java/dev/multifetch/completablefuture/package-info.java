/// Exchanges that block no thread, composed as futures, and the non-blocking client that models 04
/// and 05 share.
@NullMarked
package dev.multifetch.completablefuture;

import org.jspecify.annotations.NullMarked;
