package dev.multifetch.cli.console;

import java.io.IOException;

/// Standard output cannot be written to any more. This ends a run, because nobody would see the
/// rest.
public final class OutputLost extends RuntimeException {

  private final String reason;

  public OutputLost(IOException cause) {
    super(cause);
    reason = Problems.reason(cause);
  }

  public String reason() {
    return reason;
  }

  /// Whether the reader, such as `head`, has seen enough and has closed the pipe.
  public boolean readerLeft() {
    return reason.equals("Broken pipe"); // EPIPE; the JDK gives only the error's text
  }
}
