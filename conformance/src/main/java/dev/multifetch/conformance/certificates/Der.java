package dev.multifetch.conformance.certificates;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes DER, the bytes that certificates are made of. It checks nothing, so that a test can make
/// a certificate as wrong as it needs.
final class Der {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  /// A tag, the length of what follows, and these parts one after another.
  static byte[] of(int tag, byte[]... parts) {
    byte[] content = join(parts);
    return join(new byte[] {(byte) tag}, length(content.length), content);
  }

  private static byte[] length(int length) {
    if (length < 0x80) {
      return new byte[] {(byte) length};
    }
    return length < 0x100
        ? new byte[] {(byte) 0x81, (byte) length}
        : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return of(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return of(0x31, parts);
  }

  /// A value inside a context-specific tag, such as `[3] EXPLICIT`.
  static byte[] context(int number, byte[]... parts) {
    return of(0xA0 | number, parts);
  }

  static byte[] integer(int value) {
    return integer(java.math.BigInteger.valueOf(value).toByteArray());
  }

  static byte[] integer(byte[] value) {
    return of(0x02, value);
  }

  static byte[] yes() {
    return of(0x01, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] value) {
    return of(0x04, value);
  }

  static byte[] bits(byte[] value) {
    return of(0x03, new byte[] {0}, value);
  }

  static byte[] utf8(String value) {
    return of(0x0C, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] utcTime(String value) {
    return of(0x17, value.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] generalizedTime(String value) {
    return of(0x18, value.getBytes(StandardCharsets.US_ASCII));
  }

  /// A date in the form of RFC 5280: up to 2049, the year has two digits.
  static byte[] time(Instant instant) {
    String value = TIME.format(instant);
    return value.compareTo("2050") < 0 ? utcTime(value.substring(2)) : generalizedTime(value);
  }

  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      base128(Integer.parseInt(arcs[i]), bytes);
    }
    return of(0x06, bytes.toByteArray());
  }

  private static void base128(int arc, ByteArrayOutputStream bytes) {
    for (int shift = 28; shift > 0; shift -= 7) {
      if (arc >> shift > 0) {
        bytes.write(0x80 | (arc >> shift & 0x7F));
      }
    }
    bytes.write(arc & 0x7F);
  }
}
