package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;

/// Opens fetchers that compose futures.
public final class CompletableFutureFactory implements FetcherFactory {

  @Override
  public String name() {
    return "completablefuture";
  }

  @Override
  public String model() {
    return "CompletableFuture";
  }

  @Override
  public String transport() {
    return "Netty 4.2";
  }

  @Override
  public String summary() {
    return "no thread waits for an exchange: its future says what is next; the caller waits for the first to end";
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return new CompletableFutureFetcher(options);
  }
}
