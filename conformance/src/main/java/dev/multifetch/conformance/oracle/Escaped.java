package dev.multifetch.conformance.oracle;

/// Bytes for a person to read, and to put into a Java string.
final class Escaped {

  private static final int MOST = 1_500; // characters

  private Escaped() {}

  static String of(String bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      if (text.length() > MOST) {
        return text.append("\" and ").append(bytes.length() - i).append(" bytes more").toString();
      }
      char c = bytes.charAt(i);
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default ->
            text.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
      }
    }
    return text.append('"').toString();
  }
}
