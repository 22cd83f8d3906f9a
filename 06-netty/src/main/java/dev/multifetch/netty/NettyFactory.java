package dev.multifetch.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.FetcherFactory;

/// Opens fetchers that use Netty's event loops.
public final class NettyFactory implements FetcherFactory {

  @Override
  public String name() {
    return "netty";
  }

  @Override
  public String model() {
    return "event loop";
  }

  @Override
  public String transport() {
    return "Netty 4.2";
  }

  @Override
  public String summary() {
    return "no thread waits for an exchange: a loop is told what came, the caller of what ended";
  }

  @Override
  public NettyFetcher open(FetchOptions options) {
    return new NettyFetcher(options);
  }
}
