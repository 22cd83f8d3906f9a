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
    footerHeading = "%nValues:%n",
    footer = {
      Quantities.TIMES,
      Quantities.SIZES,
      Quantities.RATES,
      "An option is given once. Only -H and --resolve may be given more often."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all URLs were fetched, or the list has none",
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
  @Mixin private CredentialOptions credentials;
  @Mixin private TrustOptions trust;
  @Mixin private NetworkOptions network;
  @Mixin private PolitenessOptions politeness;
  @Mixin private FileOptions files;
  @Mixin private ResumeOptions resume;
  @Mixin private OutputOptions output;
  @Mixin private ReportOptions report;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    limits.check(files.folder().isPresent() || report.archives());
    network.check(streams.environment());
    credentials.check(streams.environment());
    trust.check(streams);
    output.checkFailedUrls(input.source());
    files.check();
    resume.check(input.source(), files.folder());
    ListFormat list = input.format();
    Format format = report.format(output.json() || resume.asked(), list);
    Optional<BodyFolder> bodies = files.open(resume.asked());
    try (Ledger ledger = resume.open()) {
      Optional<Ledger> before = Optional.ofNullable(ledger);
      before.ifPresent(results -> resume.read(results, bodies, output));
      Inputs inputs = input.open(streams.in(), list, limits.deadline());
      try (OutputStream failedUrls = output.openFailedUrls();
          WarcFile archive = report.openArchive().orElse(null);
          Places places = new Places()) {
        Files written = new Files(before, bodies, Optional.ofNullable(archive), failedUrls);
        return fetch(inputs, places, written, format, list);
      }
    } catch (Ledger.Mismatch e) {
      throw resume.wrong(e.problem());
    }
  }

  /// What the run writes to.
  private record Files(
      Optional<Ledger> before,
      Optional<BodyFolder> bodies,
      Optional<WarcFile> archive,
      OutputStream failedUrls) {

    Optional<BodyHandler> writing(Places places, IntPredicate unwanted) {
      Optional<BodyHandler> folder = bodies.map(saved -> saved.writing(places::index, unwanted));
      return archive
          .map(file -> file.keeping(places::index, folder.orElse(BodyHandler.discarding())))
          .or(() -> folder);
    }

    /// What need not be fetched.
    Earlier earlier(FileOptions options) {
      return before
          .<Earlier>map(ledger -> ledger)
          .orElse(Earlier.NOTHING)
          .or(bodies.map(options::earlier).orElse(Earlier.NOTHING));
    }
  }

  private FetchOptions options(Places places, Files written) {
    FetchOptions.Builder options =
        limits.options(
            politeness.asked(), written.writing(places, output::countsAsFailed), report.archives());
    network.addTo(options);
    credentials.addTo(options);
    trust.addTo(options);
    report.decisions(streams).ifPresent(options::decisions);
    return options.build();
  }

  private int fetch(Inputs inputs, Places places, Files written, Format format, ListFormat list) {
    Streams results = written.before.map(to -> streams.with(to.output())).orElse(streams);
    Summary summary = report.summary();
    Run run = new Run(model, options(places, written), inputs, places, written.earlier(files));
    try (Interruption interruption = new Interruption(run::stop)) {
      try (Progress progress = openProgress()) {
        ResultWriter writer =
            new ResultWriter(
                results,
                output,
                format,
                list,
                written.bodies,
                written.failedUrls,
                progress,
                summary);
        run.fetchAll(
            result -> {
              writer.accept(result);
              written.archive.ifPresent(archive -> archive.add(result));
              interruption.goesOn();
              if (report.failEarly() && summary.anyFailed()) {
                run.stopEarly();
              }
            });
      } catch (InterruptedException e) {
        run.stop();
      } catch (OutputLost e) {
        if (!e.readerLeft()) {
          String file = written.before.map(Ledger::toString).orElse("standard output");
          streams.say("cannot write to " + file + ": " + e.reason() + rest(inputs));
        }
        return SOME_FAILED;
      } catch (UncheckedIOException e) { // no room for URLs that wait, or in the archive
        streams.say(e.getMessage() + rest(inputs));
        return SOME_FAILED;
      }
      int code = sumUp(run, inputs, summary);
      if (!run.stopped()) {
        written.before.ifPresent(ledger -> ledger.checkEnd(inputs));
      }
      return code;
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
    ProgressLine line = ProgressLine.ofUrls(streams.err(), width.getAsInt());
    input.announceTo(line);
    return line;
  }

  /// Which URLs were not begun, and how to go on, as the end of a sentence.
  private String rest(Inputs inputs) {
    String how =
        resume.asked() ? "repeat the command" : "fetch what failed again, and the rest of the list";
    return inputs.position() + (inputs.taken() == 0 ? "" : ". To go on, " + how);
  }

  private int sumUp(Run run, Inputs inputs, Summary summary) {
    Optional<String> unread = run.stopped() ? Optional.empty() : inputs.unread();
    unread.ifPresent(problem -> streams.say(problem + rest(inputs)));
    if (run.stoppedEarly()) {
      streams.say(
          "ended at the first failure: %d URLs were cut off%s%s"
              .formatted(summary.cancelled(), input.notBegun(inputs), rest(inputs)));
    }
    if (output.showsSummary() && !run.stopped() && unread.isEmpty() && inputs.taken() == 0) {
      streams.say("the list has no URL");
    }
    if (output.showsSummary() || report.breaksDown()) {
      boolean interrupted = run.stopped() && !run.stoppedEarly();
      streams.say(interrupted ? "interrupted: " + summary + rest(inputs) : summary.toString());
      summary.hint().ifPresent(streams::say);
      summary.tables().stream().map(Printable::escaped).forEach(streams.err()::println);
    }
    if (run.stopped() && !run.stoppedEarly()) {
      return INTERRUPTED;
    }
    return summary.anyFailed() || unread.isPresent() ? SOME_FAILED : ExitCode.OK;
  }
}
