package dev.multifetch.blocking;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class BlockingNettyConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new BlockingFactory.OverNetty();
  }
}
