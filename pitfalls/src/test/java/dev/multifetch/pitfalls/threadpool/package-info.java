/// First attempts that people really write, each proven to break a named rule.
@NullMarked
package dev.multifetch.pitfalls.threadpool;

import org.jspecify.annotations.NullMarked;
