package dev.multifetch.completablefuture;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;

class CompletableFutureSoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new CompletableFutureFactory();
  }
}
