package dev.multifetch.blocking;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.Deviation;
import dev.multifetch.conformance.FetcherConformance;
import java.util.List;

class BlockingOkHttpConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new BlockingFactory.OverOkHttp();
  }

  @Override
  protected List<Deviation> deviations() {
    return Deviation.OF_OKHTTP;
  }
}
