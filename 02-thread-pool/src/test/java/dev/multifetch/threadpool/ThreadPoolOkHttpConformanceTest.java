package dev.multifetch.threadpool;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.Deviation;
import dev.multifetch.conformance.FetcherConformance;
import java.util.List;

class ThreadPoolOkHttpConformanceTest extends FetcherConformance {
  @Override
  protected FetcherFactory factory() {
    return new ThreadPoolFactory.OverOkHttp();
  }

  @Override
  protected List<Deviation> deviations() {
    return Deviation.OF_OKHTTP;
  }
}
