package dev.multifetch.virtualthreads;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;

class VirtualThreadSoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new VirtualThreadFactory();
  }
}
