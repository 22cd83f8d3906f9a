package dev.multifetch.reactive;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;

/// Opens fetchers that are streams.
public final class ReactiveFactory implements FetcherFactory {

  @Override
  public String name() {
    return "reactive";
  }

  @Override
  public String model() {
    return "reactive streams";
  }

  @Override
  public String transport() {
    return "Netty 4.2";
  }

  @Override
  public String summary() {
    return "no thread waits for an exchange: it signals downstream, and demand goes upstream to the socket";
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return new ReactiveFetcher(options);
  }
}
