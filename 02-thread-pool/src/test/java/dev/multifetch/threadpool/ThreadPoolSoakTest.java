package dev.multifetch.threadpool;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;

class ThreadPoolSoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new ThreadPoolFactory();
  }
}
