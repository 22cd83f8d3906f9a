package dev.multifetch.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies in a content coding, a Latin-1 character for a byte.
final class Coded {

  private Coded() {}

  static String gzip(String body) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return coded.toString(StandardCharsets.ISO_8859_1);
  }

  /// @param raw whether the wrapper of zlib is left out
  static String deflate(String body, boolean raw) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (OutputStream deflate = new DeflaterOutputStream(coded, deflater)) {
      deflate.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return coded.toString(StandardCharsets.ISO_8859_1);
  }

  /// The same with one bit of one byte flipped.
  ///
  /// @param at which one; one below 0 counts from the end
  static String damaged(String coded, int at) {
    int index = at < 0 ? coded.length() + at : at;
    char flipped = (char) (coded.charAt(index) ^ 1);
    return coded.substring(0, index) + flipped + coded.substring(index + 1);
  }
}
