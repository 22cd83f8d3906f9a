package dev.multifetch.cli;

import java.io.IOException;

/// Standard output takes no more, which ends a run: nobody would see the rest.
final class OutputLost extends RuntimeException {

  private final String reason;

  OutputLost(IOException cause) {
    super(cause);
    reason = Problems.reason(cause);
  }

  String reason() {
    return reason;
  }

  /// Whether a reader has merely seen enough, such as `head`.
  boolean readerLeft() {
    return reason.equals("Broken pipe"); // EPIPE; the JDK tells errors only by their text
  }
}
