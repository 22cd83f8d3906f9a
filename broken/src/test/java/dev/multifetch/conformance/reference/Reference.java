package dev.multifetch.conformance.reference;

import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.util.function.UnaryOperator;

/// The reference fetcher, for tests in other packages.
public final class Reference {

  private Reference() {}

  /// Opens one that has been tampered with.
  public static FetcherFactory but(UnaryOperator<Fetcher> tampering) {
    return new TestFactory("tampered", options -> tampering.apply(new ReferenceFetcher(options)));
  }
}
