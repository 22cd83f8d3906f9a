package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.Fetched;
import dev.multifetch.cli.Result.Failure;
import dev.multifetch.cli.Result.Skipped;
import dev.multifetch.cli.Result.Success;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes the line of each result as it comes, and counts.
final class ResultWriter implements Consumer<Result> {

  private final Streams streams;
  private final OutputOptions options;
  private final Format format;
  private final Optional<BodyFolder> bodies;
  private final OutputStream failedUrls;
  private final Progress progress;
  private final Summary summary;

  ResultWriter(
      Streams streams,
      OutputOptions options,
      Optional<BodyFolder> bodies,
      OutputStream failedUrls,
      Progress progress,
      Summary summary) {
    this.streams = streams;
    this.options = options;
    this.format = options.json() ? new JsonFormat() : new TextFormat();
    this.bodies = bodies;
    this.failedUrls = failedUrls;
    this.progress = progress;
    this.summary = summary;
  }

  /// @throws OutputLost if the line cannot be written
  @Override
  public void accept(Result result) {
    if (!(result instanceof Skipped skipped
        && skipped.file().isEmpty())) { // else its line is there
      Optional<Path> file = bodies.flatMap(folder -> folder.saved(result.input().index()));
      write(format.line(result, file));
    }
    boolean good =
        switch (result) {
          case Success success -> count(success.fetched());
          case Skipped _ -> skip();
          case Failure failure -> tell(failure);
        };
    if (!good) {
      summary.failed();
      keep(result.input());
    }
    progress.finished(!good);
  }

  private boolean count(Fetched fetched) {
    if (options.countsAsFailed(fetched.status())) {
      return false;
    }
    summary.fetched(fetched.bodyBytes());
    return true;
  }

  private boolean skip() {
    summary.skipped();
    return true;
  }

  private boolean tell(Failure failure) {
    if (!options.json()) { // the line of JSON holds the detail
      complain(failure.input(), failure.detail());
    }
    return false;
  }

  private void keep(Input input) {
    try {
      // Without a buffer: however this run ends, the lines so far are in the file.
      failedUrls.write((line(input) + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      complain(input, "not kept by --save-failed: " + Problems.reason(e));
    }
  }

  /// Percent-encodes invisible characters in a URL, so that the line can be fetched again.
  private static String line(Input input) {
    try {
      var _ = input.url();
      return Printable.encoded(input.text());
    } catch (URISyntaxException none) {
      return Printable.escaped(input.text());
    }
  }

  private void write(String line) {
    progress.aside(
        () -> {
          try {
            streams.out().write(Printable.escaped(line) + "\n");
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
