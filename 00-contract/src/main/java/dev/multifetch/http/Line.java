package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// Collects one line after another from bytes as they come.
final class Line {

  private final StringBuilder text = new StringBuilder(80);
  private final int maxBytes;

  /// @param maxBytes how long a line may be
  Line(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes the next byte.
  ///
  /// @return whether the byte ended the line, as any LF does
  /// @throws FetchException TOO_LARGE if the line does not end
  boolean accept(byte next) throws FetchException {
    if (next == '\n') {
      return true;
    }
    if (text.length() == maxBytes) {
      throw new FetchException(FailureKind.TOO_LARGE, "a line is over " + maxBytes + " bytes");
    }
    text.append((char) (next & 0xff));
    return false;
  }

  /// How many bytes of the line have come.
  int length() {
    return text.length();
  }

  /// Whether the last byte was a CR. A CR that ends no line is a control character like any other.
  boolean endsWithCr() {
    return !text.isEmpty() && text.charAt(text.length() - 1) == '\r';
  }

  /// The line without its line break. Another may follow it.
  String take() {
    String taken = text.substring(0, endsWithCr() ? text.length() - 1 : text.length());
    text.setLength(0);
    return taken;
  }
}
