package dev.multifetch.conformance.faults;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import java.nio.charset.StandardCharsets;

/// How a fetch ended, in words that fit into a table: a kind of failure, an exception, or a status
/// and what came with it.
public record End(String words) {

  private static final int READABLE = 60; // a longer body is not quoted

  /// A failure of this kind.
  public static End in(FailureKind kind) {
    return new End(kind.name());
  }

  /// An answer with this status and body.
  public static End with(int status, byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    boolean readable = text.length() <= READABLE && text.matches("[ -~\r\n]+");
    String came =
        readable
            ? '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"'
            : "%,d bytes".formatted(body.length);
    return new End(status + " with " + (body.length == 0 ? "no body" : came));
  }

  public static End with(int status, String body) {
    return with(status, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static End of(Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched -> with(fetched.status(), fetched.body());
      case Failed failed -> in(failed.kind());
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
