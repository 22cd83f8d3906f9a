package dev.multifetch.netty;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.FetcherConformance;

class NettyConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new NettyFactory();
  }
}
