package dev.multifetch.conformance;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs the suite over a first attempt that a chapter shows. The suite's message goes to
/// `target/attempts/NAME/TEST.txt`, so that the chapter can quote it.
///
/// @param name the attempt's name in the suite's messages
/// @param opening opens it
/// @param concurrencyUnder how many exchanges it promises to have in flight under given options
public record FirstAttempt(
    String name,
    Function<FetchOptions, Fetcher> opening,
    ToIntFunction<FetchOptions> concurrencyUnder)
    implements FetcherFactory {

  private static final Pattern TEST = Pattern.compile(" in (\\w+)");

  public FirstAttempt(String name, Function<FetchOptions, Fetcher> opening) {
    this(name, opening, FetchOptions::maxInFlight);
  }

  /// An attempt that fetches one URL after another, and promises no more.
  public FirstAttempt oneAfterAnother() {
    return new FirstAttempt(name, opening, _ -> 1);
  }

  /// The messages of all tests of one rule that fail.
  public List<String> judgedBy(Rule rule) throws IOException {
    return noted(name, SuiteRun.over(this).failures(rule));
  }

  /// The message of one test, if the other tests of its rule add nothing.
  public List<String> judgedBy(String test) throws IOException {
    return noted(name, SuiteRun.over(this).failures(test));
  }

  /// The same for an attempt that people call wrong, although it is not. It gets as much time as a
  /// model, and the test should pass.
  public List<String> clearedBy(String test) throws IOException {
    return noted(name, SuiteRun.inTheTimeOfAModel(this).failures(test));
  }

  /// Writes what a test outside the suite saw of a first attempt, to the same place as the suite's
  /// messages.
  ///
  /// @return the message, in the form of the suite's own
  public static String note(String name, Rule rule, String test, String seen) throws IOException {
    return noted(name, List.of(RuleKeeper.message(name, rule, test, seen))).getFirst();
  }

  private static List<String> noted(String name, List<String> messages) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "attempts", name));
    for (String message : messages) {
      Matcher test = TEST.matcher(message);
      Files.writeString(folder.resolve((test.find() ? test.group(1) : "other") + ".txt"), message);
    }
    return messages;
  }

  @Override
  public String model() {
    return name;
  }

  @Override
  public String transport() {
    return "none of ours";
  }

  @Override
  public String summary() {
    return "a first attempt";
  }

  @Override
  public int concurrency(FetchOptions options) {
    return concurrencyUnder.applyAsInt(options);
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return opening.apply(options);
  }
}
