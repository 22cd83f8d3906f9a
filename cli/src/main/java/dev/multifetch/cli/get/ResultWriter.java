package dev.multifetch.cli.get;

import dev.multifetch.cli.console.OutputLost;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.output.Ended;
import dev.multifetch.cli.get.output.FailedUrls;
import dev.multifetch.cli.get.output.Format;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Summary;
import java.io.IOException;
import java.util.function.Consumer;

/// Writes the line of each result as it comes, and counts.
final class ResultWriter implements Consumer<Ended> {

  private final Streams streams;
  private final Format format;
  private final FailedUrls failedUrls;
  private final Progress progress;
  private final Summary summary;

  ResultWriter(
      Streams streams, Format format, FailedUrls failedUrls, Progress progress, Summary summary) {
    this.streams = streams;
    this.format = format;
    this.failedUrls = failedUrls;
    this.progress = progress;
    this.summary = summary;
  }

  /// @throws OutputLost if the line cannot be written
  @Override
  public void accept(Ended ended) {
    Result result = ended.result();
    boolean isNew = !(result instanceof Skipped skipped) || skipped.file().isPresent();
    if (isNew) { // else its line is there
      write(format.text(ended));
    }
    if (result instanceof Failure failure && !format.hasDetails()) {
      complain(failure.input(), failure.detail());
    }
    summary.add(result, ended.failed());
    if (ended.failed()) {
      keep(result.input());
    }
    progress.finished(ended.failed());
  }

  private void keep(Input input) {
    try {
      failedUrls.add(input);
    } catch (IOException e) {
      complain(input, "not kept by --save-failed: " + Problems.reason(e));
    }
  }

  private void write(String text) {
    progress.aside(
        () -> {
          try {
            streams.out().write(text);
            streams.out().flush(); // the reader of a pipe must see it now
          } catch (IOException e) {
            throw new OutputLost(e);
          }
        });
  }

  private void complain(Input input, String problem) {
    String line =
        Printable.escaped("multifetch: " + input.text() + ": ") + Printable.detail(problem);
    progress.aside(() -> streams.err().println(line));
  }
}
