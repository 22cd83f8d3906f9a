package dev.multifetch.client.eventloop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.multifetch.Headers;
import dev.multifetch.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/// Writes the heads of the requests on one connection. From one request to the next, nearly always
/// only the first line changes, so this keeps the bytes of the other lines.
final class RequestHead {

  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);

  private Headers headers = Headers.NONE;
  private byte[] fields = {};

  /// The head of this request. The code that writes it releases the buffer.
  ByteBuf encode(Request request, ByteBufAllocator allocator) {
    if (!request.headers().equals(headers)) {
      headers = request.headers();
      fields = fields(headers);
    }
    String method = request.method();
    int line = method.length() + 1 + request.target().length() + VERSION.length;
    ByteBuf head = allocator.directBuffer(line + fields.length);
    ByteBufUtil.writeAscii(head, method);
    head.writeByte(' ');
    ByteBufUtil.writeAscii(head, request.target());
    return head.writeBytes(VERSION).writeBytes(fields);
  }

  private static byte[] fields(Headers headers) {
    StringBuilder fields = new StringBuilder();
    for (Headers.Field field : headers) {
      fields.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return fields.append("\r\n").toString().getBytes(US_ASCII);
  }
}
