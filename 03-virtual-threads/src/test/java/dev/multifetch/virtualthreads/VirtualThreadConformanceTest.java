package dev.multifetch.virtualthreads;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class VirtualThreadConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new VirtualThreadFactory();
  }
}
