package dev.multifetch.reactive;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class ReactiveConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new ReactiveFactory();
  }
}
