package dev.multifetch.netty;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;

class NettySoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new NettyFactory();
  }
}
