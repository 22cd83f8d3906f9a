package dev.multifetch.cli;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.FetcherFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Fetches URLs and writes a line for each, as it completes.
@Command(
    name = "get",
    sortOptions = false,
    description =
        "Fetches URLs and writes one line for each as it ends: status or kind of"
            + " failure, bytes, milliseconds, URL.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all URLs were fetched",
      "1:some URLs failed",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C)"
    })
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class GetCommand implements Callable<Integer> {

  private static final int SOME_FAILED = 1;
  private static final int INTERRUPTED = 130; // 128 + SIGINT

  private final Streams streams;

  @Mixin private InputOptions input;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "virtual-threads",
      converter = Models.class,
      completionCandidates = Models.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FetcherFactory model;

  @Mixin private Limits limits;
  @Mixin private PolitenessOptions politeness;
  @Mixin private OutputOptions output;
  @Mixin private ReportOptions report;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    limits.check(output.savesBodies() || report.archives());
    output.checkFailedUrls(input.source());
    ListFormat list = input.format();
    Format format = report.format(output.json(), list);
    Inputs inputs = input.open(streams.in(), list, limits.deadline());
    Optional<BodyFolder> bodies = output.openFolder();
    try (OutputStream failedUrls = output.openFailedUrls();
        WarcFile archive = report.openArchive().orElse(null);
        Places places = new Places()) {
      Files files = new Files(bodies, Optional.ofNullable(archive), failedUrls);
      return fetch(inputs, places, files, format, list);
    }
  }

  /// What the run writes to.
  private record Files(
      Optional<BodyFolder> bodies, Optional<WarcFile> archive, OutputStream failedUrls) {

    Optional<BodyHandler> writing(Places places, IntPredicate unwanted) {
      Optional<BodyHandler> folder = bodies.map(saved -> saved.writing(places::index, unwanted));
      return archive
          .map(file -> file.keeping(places::index, folder.orElse(BodyHandler.discarding())))
          .or(() -> folder);
    }
  }

  private int fetch(Inputs inputs, Places places, Files files, Format format, ListFormat list) {
    Summary summary = report.summary();
    FetchOptions options =
        limits.options(
            politeness.asked(),
            files.writing(places, output::countsAsFailed),
            report.archives(),
            report.decisions(streams));
    Run run = new Run(model, options, inputs, places);
    try (Interruption interruption = new Interruption(run::stop)) {
      try (Progress progress = openProgress()) {
        ResultWriter writer =
            new ResultWriter(
                streams, output, format, list, files.bodies, files.failedUrls, progress, summary);
        run.fetchAll(
            result -> {
              writer.accept(result);
              files.archive.ifPresent(archive -> archive.add(result));
              interruption.goesOn();
              if (report.failEarly() && summary.anyFailed()) {
                run.stopEarly();
              }
            });
      } catch (InterruptedException e) {
        run.stop();
      } catch (OutputLost e) {
        if (!e.readerLeft()) {
          streams.say("cannot write to standard output: " + e.reason() + inputs.position());
        }
        return SOME_FAILED;
      } catch (UncheckedIOException e) { // no room for URLs that wait, or in the archive
        streams.say(e.getMessage() + inputs.position());
        return SOME_FAILED;
      }
      return sumUp(run, inputs, summary);
    }
  }

  private Progress openProgress() {
    OptionalInt width =
        output.showsProgress() && report.leavesRoomForProgress()
            ? Terminal.widthOfStandardError()
            : OptionalInt.empty();
    if (width.isEmpty()) {
      return Progress.NONE;
    }
    ProgressLine line = new ProgressLine(streams.err(), width.getAsInt());
    input.announceTo(line);
    return line;
  }

  private int sumUp(Run run, Inputs inputs, Summary summary) {
    Optional<String> unread = run.stopped() ? Optional.empty() : inputs.unread();
    unread.ifPresent(streams::say);
    if (run.stoppedEarly()) {
      streams.say(
          "ended at the first failure: %d URLs were cut off%s%s"
              .formatted(summary.cancelled(), input.notBegun(inputs), inputs.position()));
    }
    if (output.showsSummary()) {
      boolean interrupted = run.stopped() && !run.stoppedEarly();
      streams.say(interrupted ? "interrupted: " + summary + inputs.position() : summary.toString());
      summary.tables().stream().map(Printable::escaped).forEach(streams.err()::println);
    }
    if (run.stopped() && !run.stoppedEarly()) {
      return INTERRUPTED;
    }
    return summary.anyFailed() || unread.isPresent() ? SOME_FAILED : ExitCode.OK;
  }
}
