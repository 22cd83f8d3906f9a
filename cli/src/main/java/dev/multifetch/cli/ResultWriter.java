package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private final ListFormat list;
  private final Format format;
  private final Optional<BodyFolder> bodies;
  private final OutputStream failedUrls;
  private final Progress progress;
  private final Summary summary;
  private boolean anyKept;

  ResultWriter(
      Streams streams,
      OutputOptions options,
      Format format,
      ListFormat list,
      Optional<BodyFolder> bodies,
      OutputStream failedUrls,
      Progress progress,
      Summary summary) {
    this.streams = streams;
    this.options = options;
    this.format = format;
    this.list = list;
    this.bodies = bodies;
    this.failedUrls = failedUrls;
    this.progress = progress;
    this.summary = summary;
  }

  /// @throws OutputLost if the line cannot be written
  @Override
  public void accept(Result result) {
    Optional<Path> file = bodies.flatMap(folder -> folder.saved(result.input().index()));
    boolean isNew = !(result instanceof Skipped skipped) || skipped.file().isPresent();
    if (isNew) { // else its line is there
      write(format.text(result, file));
    }
    boolean failed =
        switch (result) {
          case Success success -> options.countsAsFailed(success.fetched().status());
          case Skipped _ -> false;
          case Failure failure -> tell(failure);
        };
    summary.add(result, failed);
    if (failed) {
      keep(result.input());
    }
    progress.finished(failed);
  }

  private boolean tell(Failure failure) {
    if (!options.json()) { // the line of JSON holds the detail
      complain(failure.input(), failure.detail());
    }
    return true;
  }

  private void keep(Input input) {
    try {
      // Without a buffer: however this run ends, the lines so far are in the file.
      String before = anyKept ? "" : list.firstLine().map(line -> line + "\n").orElse("");
      failedUrls.write((before + line(input) + "\n").getBytes(UTF_8));
      anyKept = true;
    } catch (IOException e) {
      complain(input, "not kept by --save-failed: " + Problems.reason(e));
    }
  }

  /// The record, as the list has it. In a plain list this percent-encodes invisible characters of a
  /// URL, so that the line can be fetched again.
  private String line(Input input) {
    if (!(list instanceof PlainList)) {
      return input.line() > 0 && input.record().isPresent()
          ? input.record().get()
          : list.record(input.text());
    }
    try {
      var _ = input.url();
      return Printable.encoded(input.text());
    } catch (URISyntaxException none) {
      return Printable.escaped(input.text());
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
