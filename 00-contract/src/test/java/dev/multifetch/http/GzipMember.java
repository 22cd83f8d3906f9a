package dev.multifetch.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Builds one gzip member (RFC 1952 section 2.3) with whatever is right or wrong about it.
final class GzipMember {

  private final byte[] data;
  private final ByteArrayOutputStream options = new ByteArrayOutputStream();
  private int flags;
  private int method = 8;
  private int crc;
  private int length;
  private int headerCrcError;

  GzipMember(String text) {
    this(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  GzipMember(byte[] data) {
    this.data = data;
    CRC32 right = new CRC32();
    right.update(data);
    crc = (int) right.getValue();
    length = data.length;
  }

  /// Fields are to be added in the order of the RFC: extra, name, comment.
  GzipMember extra(int size) {
    flags |= 4;
    options.write(size);
    options.write(size >> 8);
    options.writeBytes(new byte[size]);
    return this;
  }

  GzipMember name(String name) {
    return text(8, name);
  }

  GzipMember comment(String comment) {
    return text(16, comment);
  }

  private GzipMember text(int flag, String text) {
    flags |= flag;
    options.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    options.write(0);
    return this;
  }

  GzipMember headerCrc() {
    flags |= 2;
    return this;
  }

  GzipMember wrongHeaderCrc() {
    headerCrcError = 0x0100;
    return headerCrc();
  }

  GzipMember flags(int others) {
    flags |= others;
    return this;
  }

  GzipMember method(int other) {
    method = other;
    return this;
  }

  GzipMember wrongCrc() {
    crc ^= 0x01000000;
    return this;
  }

  GzipMember wrongLength() {
    length ^= 0x01000000;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.writeBytes(new byte[] {0x1f, (byte) 0x8b, (byte) method, (byte) flags});
    member.writeBytes(new byte[] {1, 2, 3, 4, 0, 3}); // time, extra flags, system
    member.writeBytes(options.toByteArray());
    if ((flags & 2) != 0) {
      CRC32 header = new CRC32();
      header.update(member.toByteArray());
      int sum = (int) header.getValue() ^ headerCrcError;
      member.write(sum);
      member.write(sum >> 8);
    }
    member.writeBytes(deflated(data, true));
    littleEndian(member, crc);
    littleEndian(member, length);
    return member.toByteArray();
  }

  private static void littleEndian(ByteArrayOutputStream member, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      member.write(value >> shift);
    }
  }

  /// @param raw whether to leave out the zlib wrapper
  static byte[] deflated(byte[] data, boolean raw) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (Deflater deflater = new Deflater(9, raw)) {
      deflater.setInput(data);
      deflater.finish();
      while (!deflater.finished()) {
        deflated.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return deflated.toByteArray();
  }
}
