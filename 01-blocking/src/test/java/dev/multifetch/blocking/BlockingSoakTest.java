package dev.multifetch.blocking;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;

class BlockingSoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new BlockingFactory();
  }
}
