package dev.multifetch.conformance.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Responses with a gzip body, a Latin-1 character for a byte.
final class Gzip {

  /// A body that becomes a thousand times as large when it is decoded.
  static final String BOMB = response("0".repeat(1 << 20));

  private Gzip() {}

  static String response(String body) {
    String zipped = zipped(body);
    return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(zipped.length(), zipped);
  }

  private static String zipped(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("in memory there is no I/O to fail", e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
