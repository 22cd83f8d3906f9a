package dev.multifetch.workshop;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that prints a line for each URL, run as a [Fetcher]: the lines are its outcomes. It
/// uses [System#out] of this process, so it is for a process of its own.
final class ProgramFetcher implements Fetcher {

  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<status>\\d{3}), (?<bytes>\\d+) bytes|failed, (?<why>.*)): (?<url>\\S+)");
  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final Class<?> program;

  ProgramFetcher(Class<?> program) {
    this.program = program;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    urls.forEach(url -> arguments.add(url.toString()));
    OpenUrls open = new OpenUrls(arguments);
    PrintStream console = System.out;
    try (PrintedLines lines = new PrintedLines(console);
        ProgramRun run = new ProgramRun(program, arguments.toArray(String[]::new))) {
      while (!open.isEmpty()) {
        String line = lines.next(run);
        Matcher outcome = LINE.matcher(line);
        if (line.isEmpty()) {
          throw new IllegalStateException(open.missing()); // it has ended, and prints no more
        }
        OptionalInt index =
            outcome.matches() ? open.take(outcome.group("url")) : OptionalInt.empty();
        if (index.isPresent()) {
          onOutcome.accept(outcome(index.getAsInt(), outcome));
        } else {
          console.println(line);
        }
      }
      run.end();
      run.leavesNoThread();
    }
  }

  private static Outcome outcome(int index, Matcher line) {
    URI url = URI.create(line.group("url"));
    if (line.group("status") != null) {
      byte[] body = new byte[Integer.parseInt(line.group("bytes"))];
      int status = Integer.parseInt(line.group("status"));
      return new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN);
    }
    return new Failed(index, url, kind(line.group("why")), line.group("why"), UNKNOWN);
  }

  private static FailureKind kind(String why) {
    if (why.contains("Timeout")) {
      return FailureKind.TIMED_OUT;
    }
    return why.contains("ConnectException")
        ? FailureKind.CONNECT_FAILED
        : FailureKind.CONNECTION_LOST;
  }

  @Override
  public void close() {}
}
