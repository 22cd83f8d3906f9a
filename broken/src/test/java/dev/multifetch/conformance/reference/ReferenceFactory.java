package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;

/// Opens references; found by name in processes that tests start.
public final class ReferenceFactory implements FetcherFactory {

  @Override
  public String name() {
    return "reference";
  }

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
    return new ReferenceFetcher(options);
  }
}
