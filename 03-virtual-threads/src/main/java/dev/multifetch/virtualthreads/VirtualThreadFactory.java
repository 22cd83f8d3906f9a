package dev.multifetch.virtualthreads;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.client.blocking.Library;

/// Opens fetchers that use virtual threads.
public class VirtualThreadFactory implements FetcherFactory {

  private final Library library;

  public VirtualThreadFactory() {
    this(Library.APACHE);
  }

  private VirtualThreadFactory(Library library) {
    this.library = library;
  }

  /// The same over OkHttp.
  public static final class OverOkHttp extends VirtualThreadFactory {
    public OverOkHttp() {
      super(Library.OKHTTP);
    }
  }

  /// The same over Netty, whose event loops the calling thread waits for.
  public static final class OverNetty extends VirtualThreadFactory {
    public OverNetty() {
      super(Library.NETTY);
    }
  }

  @Override
  public String name() {
    return "virtual-threads" + library.suffix();
  }

  @Override
  public String model() {
    return "virtual threads";
  }

  @Override
  public String transport() {
    return library.title();
  }

  @Override
  public String summary() {
    return "a virtual thread waits for each exchange, the caller for the first to end";
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return new VirtualThreadFetcher(library, options);
  }
}
