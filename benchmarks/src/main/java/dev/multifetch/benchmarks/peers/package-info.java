/// Other clients, measured in the same way.
@NullMarked
package dev.multifetch.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
