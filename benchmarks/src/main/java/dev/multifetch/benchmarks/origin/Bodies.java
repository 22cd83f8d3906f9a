package dev.multifetch.benchmarks.origin;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.HashMap;
import java.util.Map;

/// Bodies that are made once for each length, outside the heap, so that none is copied on its way
/// to the socket. To be used on one thread.
public final class Bodies {

  private static final int PERIOD = 26;

  private final Map<Integer, Buffer> byLength = new HashMap<>();

  Bodies() {}

  /// What stands at this place of every body: the alphabet, over and over.
  public static byte at(int index) {
    return (byte) ('a' + index % PERIOD);
  }

  Buffer of(int length) {
    return byLength.computeIfAbsent(length, Bodies::make);
  }

  private static Buffer make(int length) {
    var bytes = Unpooled.directBuffer(Math.max(1, length), Math.max(1, length));
    for (int i = 0; i < length; i++) {
      bytes.writeByte(at(i));
    }
    return BufferInternal.buffer(Unpooled.unreleasableBuffer(bytes));
  }
}
