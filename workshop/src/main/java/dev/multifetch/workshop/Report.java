package dev.multifetch.workshop;

import dev.multifetch.conformance.SuiteRun;
import dev.multifetch.conformance.Verdict;
import dev.multifetch.conformance.servers.ServedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the [Judge] tells of one test, as a line of JSON.
///
/// @param message why it failed; nothing if it passed
record Report(String test, @Nullable String message, List<Seen> served) {

  /// A request, as the server saw it.
  ///
  /// @param begun in ms after the first request
  /// @param ended in ms after the first request; as begun, if it had not ended
  public record Seen(
      int connection, String line, double begun, double ended, ServedRequest.End end) {}

  private static String explained(String message, String whereabouts) {
    return message.contains("timed out after")
        ? message.replaceFirst(
            "(?s)seen: .*",
            "seen: your code did not end within "
                + SuiteRun.SECONDS_FOR_A_PERSON
                + " seconds"
                + (whereabouts.isEmpty() ? "" : "; it was last seen in " + whereabouts))
        : message;
  }

  /// @param whereabouts of the learner's code, in case it hangs
  static Report of(Verdict verdict, String whereabouts) {
    List<ServedRequest> served = verdict.served();
    long first = served.isEmpty() ? 0 : served.getFirst().begun();
    return new Report(
        verdict.test(),
        verdict.message().map(message -> explained(message, whereabouts)).orElse(null),
        served.stream()
            .map(
                request ->
                    new Seen(
                        request.connection(),
                        request.line(),
                        (request.begun() - first) / 1e6,
                        (request.ended() - first) / 1e6,
                        request.end()))
            .toList());
  }
}
