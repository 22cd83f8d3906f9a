package dev.multifetch.threadpool;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class ThreadPoolNettyConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new ThreadPoolFactory.OverNetty();
  }
}
