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
  @Mixin private CredentialOptions credentials;
  @Mixin private TrustOptions trust;
  @Mixin private NetworkOptions network;
  @Mixin private PolitenessOptions politeness;
  @Mixin private FileOptions files;
  @Mixin private ResumeOptions resume;
  @Mixin private OutputOptions output;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    limits.check(files.folder().isPresent());
    network.check(streams.environment());
    credentials.check(streams.environment());
    trust.check(streams);
    output.checkFailedUrls(input.source());
    files.check();
    resume.check(input.source(), files.folder());
    Optional<BodyFolder> bodies = files.open(resume.asked());
    try (Ledger ledger = resume.open()) {
      Optional<Ledger> before = Optional.ofNullable(ledger);
      before.ifPresent(results -> resume.read(results, bodies, output));
      Inputs inputs = input.open(streams.in(), limits.deadline());
      try (OutputStream failedUrls = output.openFailedUrls()) {
        return fetch(inputs, before, bodies, failedUrls);
      }
    } catch (Ledger.Mismatch e) {
      throw resume.wrong(e.problem());
    }
  }

  private int fetch(
      Inputs inputs,
      Optional<Ledger> before,
      Optional<BodyFolder> bodies,
      OutputStream failedUrls) {
    Streams results = before.map(ledger -> streams.with(ledger.output())).orElse(streams);
    Earlier earlier =
        before
            .<Earlier>map(ledger -> ledger)
            .orElse(Earlier.NOTHING)
            .or(bodies.map(files::earlier).orElse(Earlier.NOTHING));
    Summary summary = new Summary();
    Places places = new Places();
    Optional<BodyHandler> writing =
        bodies.map(folder -> folder.writing(places::index, output::countsAsFailed));
    FetchOptions.Builder options = limits.options(politeness.asked(), writing);
    network.addTo(options);
    credentials.addTo(options);
    trust.addTo(options);
    Run run = new Run(model, options.build(), inputs, places, earlier);
    try (Interruption interruption = new Interruption(run::stop)) {
      try (Progress progress = openProgress()) {
        ResultWriter writer =
            new ResultWriter(results, output, bodies, failedUrls, progress, summary);
        run.fetchAll(
            result -> {
              writer.accept(result);
              interruption.goesOn();
            });
      } catch (InterruptedException e) {
        run.stop();
      } catch (OutputLost e) {
        if (!e.readerLeft()) {
          String file = before.map(Ledger::toString).orElse("standard output");
          streams.say("cannot write to " + file + ": " + e.reason() + inputs.position());
        }
        return SOME_FAILED;
      } catch (UncheckedIOException e) { // no room for the URLs that wait for their servers
        streams.say(e.getMessage() + inputs.position());
        return SOME_FAILED;
      }
      int code = sumUp(run, inputs, summary);
      if (!run.stopped()) {
        before.ifPresent(ledger -> ledger.checkEnd(inputs));
      }
      return code;
    }
  }

  private Progress openProgress() {
    OptionalInt width =
        output.showsProgress() ? Terminal.widthOfStandardError() : OptionalInt.empty();
    if (width.isEmpty()) {
      return Progress.NONE;
    }
    ProgressLine line = ProgressLine.ofUrls(streams.err(), width.getAsInt());
    input.beside().ifPresent(arguments -> line.expect(arguments, input.file()));
    return line;
  }

  private int sumUp(Run run, Inputs inputs, Summary summary) {
    Optional<String> unread = run.stopped() ? Optional.empty() : inputs.unread();
    unread.ifPresent(streams::say);
    if (output.showsSummary()) {
      streams.say(
          run.stopped() ? "interrupted: " + summary + inputs.position() : summary.toString());
    }
    if (run.stopped()) {
      return INTERRUPTED;
    }
    return summary.anyFailed() || unread.isPresent() ? SOME_FAILED : ExitCode.OK;
  }
}
