package dev.multifetch.conformance.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Applies content codings as servers do, in usual and unusual ways.
final class Codings {

  private static final String MAGIC = "\u001f\u008b\b"; // gzip, method deflate

  private Codings() {}

  /// The content under this coding.
  ///
  /// @param sound whether it can certainly be decoded
  static String apply(String coding, String content, Dice dice, boolean sound) {
    return switch (coding) {
      case "gzip", "x-gzip" -> gzip(content, dice, sound) + behind(dice, sound);
      case "deflate" -> deflated(content, dice.oneIn(2));
      default -> content;
    };
  }

  /// One member, or two.
  private static String gzip(String content, Dice dice, boolean sound) {
    if (dice.oneIn(4)) {
      int cut = dice.below(content.length() + 1);
      return member(content.substring(0, cut), dice, sound)
          + member(content.substring(cut), dice, sound);
    }
    return member(content, dice, sound);
  }

  /// Correct or wrong padding.
  private static String behind(Dice dice, boolean sound) {
    String padding = dice.oneIn(5) ? "\0".repeat(1 + dice.length(30)) : "";
    return sound || !dice.oneIn(8) ? padding : padding + dice.of("more", "\n", MAGIC);
  }

  /// RFC 1952 section 2.3, with any of its optional fields.
  private static String member(String content, Dice dice, boolean sound) {
    int flags = dice.oneIn(3) ? dice.below(sound || !dice.oneIn(8) ? 32 : 256) : 0;
    StringBuilder member = new StringBuilder(MAGIC).append((char) flags).append("\0\0\0\0\0\3");
    if ((flags & 4) != 0) {
      String extra = dice.bytes(dice.length(300), false);
      member.append((char) (extra.length() & 0xff)).append((char) (extra.length() >> 8));
      member.append(extra);
    }
    if ((flags & 8) != 0) {
      member.append("name\0");
    }
    if ((flags & 16) != 0) {
      member.append("comment\0");
    }
    if ((flags & 2) != 0) {
      long checksum = crc(member.toString()) ^ (sound || !dice.oneIn(3) ? 0 : 1);
      member.append(le32(checksum), 0, 2);
    }
    return member.append(deflated(content, true)) + le32(crc(content)) + le32(content.length());
  }

  private static long crc(String bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.getBytes(ISO_8859_1));
    return crc.getValue();
  }

  private static String deflated(String content, boolean raw) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    deflater.setInput(content.getBytes(ISO_8859_1));
    deflater.finish();
    StringBuilder deflated = new StringBuilder();
    byte[] piece = new byte[8 << 10];
    while (!deflater.finished()) {
      deflated.append(new String(piece, 0, deflater.deflate(piece), ISO_8859_1));
    }
    deflater.end();
    return deflated.toString();
  }

  private static String le32(long value) {
    StringBuilder bytes = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.append((char) (value >> shift & 0xff));
    }
    return bytes.toString();
  }
}
