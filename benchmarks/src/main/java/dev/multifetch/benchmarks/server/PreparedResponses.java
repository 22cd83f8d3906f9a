package dev.multifetch.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Responses that are made once for each status and length, with head and body in one piece outside
/// the heap. So the server never builds or copies a response while it sends. Use this on one
/// thread.
public final class PreparedResponses {

  private static final int PERIOD = 26;
  private static final String CLOSE = "connection: close\r\n";

  private record Shape(int status, int length, int sent, boolean last) {}

  private final Map<Shape, Buffer> known = new HashMap<>();

  PreparedResponses() {}

  /// The byte at this place of every body: the alphabet, again and again.
  public static byte at(int index) {
    return (byte) ('a' + index % PERIOD);
  }

  /// The response to a wish; if the wish is to be cut off, only half of the body.
  ///
  /// @param last whether the connection closes after it, which the response then says
  Buffer to(Wish wish, boolean last) {
    return switch (wish.fate()) {
      case ANSWER -> of(new Shape(200, wish.bytes(), wish.bytes(), last));
      case ERROR -> of(new Shape(500, wish.bytes(), wish.bytes(), last));
      case CUT -> of(new Shape(200, wish.bytes(), wish.bytes() / 2, last));
    };
  }

  private Buffer of(Shape shape) {
    return known.computeIfAbsent(shape, PreparedResponses::make);
  }

  private static Buffer make(Shape shape) {
    byte[] head =
        (statusLine(shape.status)
                + (shape.last ? CLOSE : "")
                + "content-length: "
                + shape.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    int length = head.length + shape.sent;
    ByteBuf bytes = Unpooled.directBuffer(length, length).writeBytes(head);
    for (int i = 0; i < shape.sent; i++) {
      bytes.writeByte(at(i));
    }
    return BufferInternal.buffer(Unpooled.unreleasableBuffer(bytes));
  }

  /// A text response, after which the connection closes.
  static Buffer last(int status, String words) {
    return Buffer.buffer(
        statusLine(status) + CLOSE + "content-length: " + words.length() + "\r\n\r\n" + words,
        "ISO-8859-1");
  }

  private static String statusLine(int status) {
    return "HTTP/1.1 " + status + (status == 200 ? " OK\r\n" : " \r\n");
  }
}
