package dev.multifetch.cli.compare;

import dev.multifetch.cli.console.OutputLost;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.report.Conclusion;
import dev.multifetch.results.Results;
import dev.multifetch.results.Tables;
import dev.multifetch.results.Trend;
import dev.multifetch.results.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ExitCode;

/// Shows and writes the findings, and decides the exit code. The end of the run may ask for this,
/// and a signal on another thread. Only the first call does the work; both get the same code.
final class Publication {

  private static final int NOT_ALL = 1;
  private static final int WORSE = 3;
  private static final int INTERRUPTED = 130; // 128 + SIGINT
  private static final int TABLE_WIDTH = 120; // columns, if there is no terminal

  private final Streams streams;
  private final Exports exports;
  private final Optional<Results> baseline;
  private final Findings findings;
  private final Progress progress;
  private final OptionalInt width;
  private Optional<Integer> exitCode = Optional.empty(); // guarded by this

  Publication(
      Streams streams,
      Exports exports,
      Optional<Results> baseline,
      Findings findings,
      Progress progress,
      OptionalInt width) {
    this.streams = streams;
    this.exports = exports;
    this.baseline = baseline;
    this.findings = findings;
    this.progress = progress;
    this.width = width;
  }

  int finished() {
    return conclude(Optional.empty(), ExitCode.OK);
  }

  int interrupted() {
    return conclude(Optional.of("interrupted"), INTERRUPTED);
  }

  int failed(String reason) {
    return conclude(Optional.of(reason), NOT_ALL);
  }

  private synchronized int conclude(Optional<String> ended, int code) {
    if (exitCode.isEmpty()) {
      progress.close(); // else the bar would be drawn between the tables' lines
      ended.ifPresent(streams::say);
      int worst = findings.results().map(this::publish).orElseGet(this::nothing);
      exitCode = Optional.of(code == ExitCode.OK ? worst : code);
    }
    return exitCode.get();
  }

  private int publish(Results results) {
    Optional<Trend> trend = baseline.map(before -> Trend.of(before, results));
    String changes = trend.map(found -> "\n" + String.join("\n", found.words())).orElse("");
    String answer = Conclusion.of(results.rows()).sentence();
    boolean written = print(Tables.plain(results, answer, width.orElse(TABLE_WIDTH)) + changes);
    List<String> problems = exports.write(results);
    problems.forEach(streams::say);
    boolean finished = results.rows().stream().noneMatch(row -> row.verdict() == Verdict.DNF);
    if (!written || !problems.isEmpty() || !finished) {
      return NOT_ALL;
    }
    return trend.filter(Trend::worse).isPresent() ? WORSE : ExitCode.OK;
  }

  private boolean print(String tables) {
    try {
      streams.out().write(Colours.of(Printable.lines(tables))); // the failure may quote a server
      streams.out().flush();
      return true;
    } catch (IOException e) {
      OutputLost lost = new OutputLost(e);
      if (!lost.readerLeft()) {
        streams.say("cannot write to standard output: " + lost.reason());
      }
      return false;
    }
  }

  private int nothing() {
    streams.say("nothing was finished, so there is nothing to show");
    return NOT_ALL;
  }
}
