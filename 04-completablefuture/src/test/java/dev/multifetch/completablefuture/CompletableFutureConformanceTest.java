package dev.multifetch.completablefuture;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class CompletableFutureConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new CompletableFutureFactory();
  }
}
