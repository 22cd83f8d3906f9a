package dev.multifetch.virtualthreads;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class VirtualThreadNettyConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new VirtualThreadFactory.OverNetty();
  }
}
