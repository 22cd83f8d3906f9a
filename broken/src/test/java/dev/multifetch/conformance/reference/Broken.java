package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.rules.Rule;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// A fetcher that breaks one rule, and what the suite must say that it saw.
///
/// @param rule the rule that it breaks
/// @param name what the suite is to call it
/// @param seen a part of the message that tells this break from another
/// @param opening opens it
public record Broken(Rule rule, String name, String seen, Function<FetchOptions, Fetcher> opening) {

  /// @param mistake what is wrong with it, in a word or two
  static Broken by(
      Rule rule, String mistake, String seen, Function<FetchOptions, Fetcher> opening) {
    String name = "broken-" + rule.name().toLowerCase(Locale.ROOT) + "-" + mistake;
    return new Broken(rule, name, seen, opening);
  }

  public TestFactory factory() {
    return new TestFactory(name, opening);
  }

  public static Stream<Broken> all() {
    return Stream.of(
            ofBatchesAndConnections(),
            ofResponses(),
            ofRedirectsAndEndings(),
            ofPoliteness(),
            ofWriters())
        .flatMap(stream -> stream);
  }

  public static Stream<Broken> ofBatchesAndConnections() {
    return Stream.of(
            BrokenBatches.all(),
            BrokenConnections.all(),
            BrokenReuse.all(),
            BrokenTls.all(),
            BrokenProxies.all(),
            BrokenReaching.all())
        .flatMap(stream -> stream);
  }

  public static Stream<Broken> ofResponses() {
    return Stream.of(BrokenResponses.all(), BrokenParsing.all(), BrokenLeniency.all())
        .flatMap(stream -> stream);
  }

  public static Stream<Broken> ofRedirectsAndEndings() {
    return Stream.concat(BrokenRedirects.all(), BrokenEndings.all());
  }

  public static Stream<Broken> ofPoliteness() {
    return Stream.of(BrokenPoliteness.all(), BrokenRetries.all(), BrokenWaits.all())
        .flatMap(stream -> stream);
  }

  public static Stream<Broken> ofWriters() {
    return BrokenWriters.all();
  }

  @Override
  public String toString() {
    return name;
  }
}
