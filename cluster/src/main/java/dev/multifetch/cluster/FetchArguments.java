package dev.multifetch.cluster;

import dev.multifetch.BodyHandler;
import dev.multifetch.DecisionListener;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Politeness;
import dev.multifetch.cli.console.Models;
import dev.multifetch.cli.get.Limits;
import dev.multifetch.cli.get.PolitenessOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// The options that say how to fetch. The command hands them to the members as they were typed, and
/// each member reads them with this class. So no other form of them is needed on the way.
@Command
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class FetchArguments {

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

  /// The options among what was typed that belong to this class.
  static List<String> among(ParseResult typed) {
    var own = new CommandLine(new FetchArguments()).getCommandSpec().optionsMap().keySet();
    return typed.matchedOptions().stream()
        .filter(option -> own.contains(option.longestName()))
        .flatMap(option -> words(option).stream())
        .toList();
  }

  private static List<String> words(OptionSpec option) {
    return option.arity().max() == 0
        ? List.of(option.longestName())
        : option.originalStringValues().stream()
            .flatMap(value -> Stream.of(option.longestName(), value))
            .toList();
  }

  static FetchArguments of(List<String> arguments) {
    FetchArguments read = new FetchArguments();
    new CommandLine(read).setExpandAtFiles(false).parseArgs(arguments.toArray(String[]::new));
    return read;
  }

  Politeness politeness() {
    return politeness.asked();
  }

  /// How often one URL may be redirected.
  int mostRedirects() {
    return limits.maxRedirects();
  }

  boolean hasCredentials() {
    return limits.hasCredentials();
  }

  /// Checks what depends on this machine, such as its limit on open files.
  void check() {
    limits.check(true);
  }

  /// @param members how many fetch at the same time: each gets its part of the rate
  Fetcher open(BodyHandler bodies, DecisionListener listener, int members) {
    Politeness all = politeness();
    Politeness each =
        new Politeness(
            Math.min(
                all.perOrigin(), Integer.MAX_VALUE - 1), // a limit, so that redirects come back
            all.delay(),
            all.interval().multipliedBy(members),
            all.attempts(),
            all.longestPause(),
            all.retryTime());
    FetchOptions options =
        limits.options(each, Optional.of(bodies), false).decisions(listener).build();
    return model.open(options);
  }
}
