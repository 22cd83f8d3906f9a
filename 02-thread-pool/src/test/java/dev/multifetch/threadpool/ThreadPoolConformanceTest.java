package dev.multifetch.threadpool;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class ThreadPoolConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new ThreadPoolFactory();
  }
}
