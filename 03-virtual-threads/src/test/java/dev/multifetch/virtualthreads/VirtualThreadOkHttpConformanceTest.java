package dev.multifetch.virtualthreads;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.Deviation;
import dev.multifetch.conformance.FetcherConformance;
import java.util.List;

class VirtualThreadOkHttpConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new VirtualThreadFactory.OverOkHttp();
  }

  @Override
  protected List<Deviation> deviations() {
    return Deviation.OF_OKHTTP;
  }
}
