/// The parts that both clients share: the work on one URL and on one batch, the visits of a list,
/// the thread that keeps their time, the resolver, and the queue that wakes the caller.
@NullMarked
package dev.multifetch.client;

import org.jspecify.annotations.NullMarked;
