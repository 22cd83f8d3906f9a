package dev.multifetch.cli.get;

import dev.multifetch.FetchOptions;
import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Interruption;
import dev.multifetch.cli.console.Models;
import dev.multifetch.cli.console.OutputLost;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.ProgressLine;
import dev.multifetch.cli.console.Quantities;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.console.Terminal;
import dev.multifetch.cli.get.files.BodyFolder;
import dev.multifetch.cli.get.files.FileOptions;
import dev.multifetch.cli.get.files.Ledger;
import dev.multifetch.cli.get.files.ResumeOptions;
import dev.multifetch.cli.get.input.InputOptions;
import dev.multifetch.cli.get.input.Inputs;
import dev.multifetch.cli.get.input.ListFormat;
import dev.multifetch.cli.get.input.Places;
import dev.multifetch.cli.get.network.CredentialOptions;
import dev.multifetch.cli.get.network.NetworkOptions;
import dev.multifetch.cli.get.network.TrustOptions;
import dev.multifetch.cli.get.output.FailedUrls;
import dev.multifetch.cli.get.output.Format;
import dev.multifetch.cli.get.output.OutputOptions;
import dev.multifetch.cli.get.output.ReportOptions;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.cli.get.output.Summary;
import dev.multifetch.cli.get.output.WarcFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
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
      "0:all URLs were fetched, or the list has none (without --fail, an answer with any status"
          + " counts)",
      "1:some URLs failed",
      "2:the command line or the list is wrong",
      "130:interrupted (Ctrl-C)"
    })
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class GetCommand implements Callable<Integer> {

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

  public GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    limits.check(files.folder().isPresent() || report.archives());
    network.check(streams.environment());
    credentials.check(streams.environment(), limits.authorizes());
    trust.check(streams);
    output.checkFailedUrls(input.source());
    files.check();
    resume.check(input.source(), files.folder());
    ListFormat list = input.format();
    Format format = report.format(output.json() || resume.asked(), list);
    Optional<BodyFolder> bodies = files.open(resume.asked());
    try (Ledger ledger = resume.open()) {
      Optional<Ledger> results = Optional.ofNullable(ledger);
      results.ifPresent(before -> resume.read(before, bodies, report.archives(), output));
      Inputs inputs = input.open(streams.in(), list);
      try (FailedUrls failedUrls = output.openFailedUrls(list);
          WarcFile archive = report.openArchive(results.flatMap(Ledger::archived)).orElse(null);
          Places places = new Places()) {
        Outputs outputs = new Outputs(results, bodies, Optional.ofNullable(archive), failedUrls);
        return fetch(inputs, places, outputs, format);
      }
    } catch (Ledger.Mismatch e) {
      throw resume.wrong(e.problem());
    }
  }

  private FetchOptions options(Places places, Outputs outputs) {
    FetchOptions.Builder options =
        limits.options(
            politeness.asked(), outputs.writing(places, output::countsAsFailed), report.archives());
    input.deadline().ifPresent(options::deadline);
    network.addTo(options);
    credentials.addTo(options);
    trust.addTo(options);
    report.decisions(streams).ifPresent(options::decisions);
    return options.build();
  }

  private boolean countsAsFailed(Result result) {
    return switch (result) {
      case Result.Success success -> output.countsAsFailed(success.fetched().status());
      case Result.Skipped _ -> false;
      case Result.Failure _ -> true;
    };
  }

  private int fetch(Inputs inputs, Places places, Outputs outputs, Format format) {
    Summary summary = report.summary();
    Run run = new Run(model, options(places, outputs), inputs, places, outputs.earlier(files));
    try (Interruption interruption = new Interruption(run::stop)) {
      try (Progress progress = openProgress()) {
        ResultWriter writer =
            new ResultWriter(
                outputs.lines(streams), format, outputs.failedUrls(), progress, summary);
        run.fetchAll(
            result -> {
              writer.accept(outputs.kept(result, countsAsFailed(result)));
              interruption.goesOn();
              if (report.failEarly() && summary.anyFailed()) {
                run.stopEarly();
              }
            });
      } catch (InterruptedException e) {
        run.stop();
      } catch (OutputLost e) {
        if (!e.readerLeft()) {
          streams.say("cannot write to " + outputs.name() + ": " + e.reason() + cut(inputs));
        }
        return SOME_FAILED;
      } catch (UncheckedIOException e) { // no room for URLs that wait, or in the archive
        streams.say(e.getMessage() + cut(inputs));
        return SOME_FAILED;
      }
      if (inputs.refused().isPresent()) {
        throw input.wrong("-i: " + inputs.refused().get());
      }
      int code = sumUp(run, inputs, summary);
      if (!run.stopped()) {
        outputs.results().ifPresent(ledger -> ledger.checkEnd(inputs));
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
    return goOn(inputs, "what failed again, and the rest of the list");
  }

  /// The same if some of the URLs that were begun have no line.
  private String cut(Inputs inputs) {
    return goOn(inputs, "what failed again, each URL that has no line, and the rest of the list");
  }

  private String goOn(Inputs inputs, String what) {
    String how = resume.asked() ? "repeat the command" : "fetch " + what;
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
