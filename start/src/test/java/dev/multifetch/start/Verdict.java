package dev.multifetch.start;

import dev.multifetch.conformance.faults.End;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Topic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program made of a fault, as its user sees it.
enum Verdict {
  /// It reported a failure where there was one, and the answer where there was one.
  TOLD,
  /// It printed a success that the contract calls a failure, or a body of the wrong length.
  FOOLED,
  /// It reported a failure where the contract finds the answer.
  REFUSED,
  /// It printed no line for the URL. All other URLs have theirs.
  HANGS,
  /// Another URL has no line or a wrong one, or the program ended early.
  TAKES_OTHERS_DOWN,
  /// It was not asked: it cannot fetch an https URL.
  NO_TLS;

  private static final Pattern ANSWER = Pattern.compile("(\\d+), (\\d+) bytes: .*");
  private static final Pattern DUE =
      Pattern.compile("(\\d{3}) with (?:no body|\"(.*)\"|([\\d,]+) bytes)");

  /// The verdict on the line that a program printed for the fault's URL.
  static Verdict on(String line, Fault fault, int lengthDue) {
    Matcher answer = ANSWER.matcher(line);
    boolean success = fault.end().words().matches("\\d{3} .*");
    if (!answer.matches()) {
      return success ? REFUSED : TOLD;
    }
    int status = Integer.parseInt(answer.group(1));
    if (fault.topic() == Topic.REDIRECTS && status / 100 == 3) {
      return TOLD; // the user sees that it was not followed
    }
    if (!success) {
      return status / 100 == 2 ? FOOLED : TOLD; // the user sees any other status
    }
    boolean same = fault.end().words().startsWith(status + " ");
    return same && Integer.parseInt(answer.group(2)) == lengthDue ? TOLD : FOOLED;
  }

  /// How long the body is that this end comes with.
  static int length(End end) {
    Matcher due = DUE.matcher(end.words());
    if (!due.matches() || (due.group(2) == null && due.group(3) == null)) {
      return 0;
    }
    return due.group(2) != null
        ? due.group(2).length()
        : Integer.parseInt(due.group(3).replace(",", ""));
  }
}
