package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.util.function.Function;

/// Opens fetchers that exist for the suite's own tests.
public record TestFactory(String name, Function<FetchOptions, Fetcher> opening)
    implements FetcherFactory {

  @Override
  public String model() {
    return "virtual threads";
  }

  @Override
  public String transport() {
    return "java.net.Socket";
  }

  @Override
  public String summary() {
    return "a virtual thread waits for each exchange";
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return opening.apply(options);
  }
}
