package dev.multifetch.cli;

import dev.multifetch.FetcherFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fetches URLs and writes a line for each, as it completes.
@Command(
    name = "get",
    sortOptions = false,
    description =
        "Fetches URLs and writes a line for each, as it completes: status or kind of"
            + " failure, bytes, milliseconds, URL.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were fetched",
      "1:some failed",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C)"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
final class GetCommand implements Callable<Integer> {

  private static final int SOME_FAILED = 1;
  private static final int INTERRUPTED = 130; // 128 + SIGINT

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "What to fetch, before what -i names.")
  private List<String> urls = List.of();

  @Option(
      names = "-i",
      paramLabel = "FILE",
      description =
          "Read URLs from this file, or from standard input if it is -: one a line; blank lines"
              + " and those that begin with # are skipped.")
  private Optional<String> list;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "virtual-threads",
      converter = Models.class,
      completionCandidates = Models.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FetcherFactory model;

  @Mixin private Limits limits;
  @Mixin private OutputOptions output;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (urls.isEmpty() && list.isEmpty()) {
      throw wrong("no URL: give one, or name a file of URLs with -i (- is standard input)");
    }
    Optional<InputStream> lines = openList();
    Optional<BodyFolder> bodies = openFolder();
    try (Writer failedUrls = openFailedUrls()) {
      return fetch(new Inputs(urls, lines), bodies, failedUrls);
    }
  }

  private int fetch(Inputs inputs, Optional<BodyFolder> bodies, Writer failedUrls) {
    Tally tally = new Tally();
    Run run = new Run(model, limits, inputs);
    try (Interruption _ = new Interruption(run::stop)) {
      try (Progress progress = openProgress()) {
        run.fetchAll(new Report(streams, output, bodies, failedUrls, progress, tally));
      } catch (InterruptedException e) {
        run.stop();
      } catch (OutputLost e) {
        if (!e.readerLeft()) {
          complain("cannot write to standard output: " + e.reason());
        }
        return SOME_FAILED;
      }
      inputs.broken().ifPresent(e -> complain(Problems.reading(list.orElse(""), e)));
      if (!output.quiet) {
        complain(run.stopped() ? "interrupted: " + tally : tally.toString());
      }
      if (run.stopped()) {
        return INTERRUPTED;
      }
      return tally.anyFailed() || inputs.broken().isPresent() ? SOME_FAILED : ExitCode.OK;
    }
  }

  private void complain(String problem) {
    streams.err().println("multifetch: " + Printable.escaped(problem));
  }

  private Optional<InputStream> openList() {
    if (listFile().isEmpty()) {
      return list.map(_ -> streams.in());
    }
    Path file = listFile().get();
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a folder");
      }
      return Optional.of(Files.newInputStream(file));
    } catch (IOException e) {
      throw wrong("-i: " + Problems.reading(file.toString(), e));
    }
  }

  private Optional<BodyFolder> openFolder() {
    try {
      return output.folder.isEmpty()
          ? Optional.empty()
          : Optional.of(new BodyFolder(output.folder.get()));
    } catch (IOException e) {
      throw wrong("--output-dir: " + Problems.writing(output.folder.get().toString(), e));
    }
  }

  private Writer openFailedUrls() {
    if (output.failedUrls.isEmpty()) {
      return Writer.nullWriter();
    }
    Path file = output.failedUrls.get();
    try {
      if (listFile().isPresent()
          && Files.exists(file)
          && Files.isSameFile(file, listFile().get())) {
        throw wrong("--save-failed: " + file + " is what -i reads; name another file");
      }
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw wrong("--save-failed: " + Problems.writing(file.toString(), e));
    }
  }

  private Progress openProgress() {
    OptionalInt width =
        output.showsProgress() ? Terminal.widthOfStandardError() : OptionalInt.empty();
    if (width.isEmpty()) {
      return Progress.NONE;
    }
    ProgressLine line = new ProgressLine(streams.err(), width.getAsInt());
    if (list.isEmpty() || listFile().isPresent()) { // else nobody knows how many will come
      line.expect(urls.size(), listFile());
    }
    return line;
  }

  /// The file that -i names, unless that is standard input.
  private Optional<Path> listFile() {
    return list.filter(name -> !name.equals("-")).map(Path::of);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
