package dev.multifetch.threadpool;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.client.blocking.Library;

/// Opens fetchers that use a pool of threads.
public class ThreadPoolFactory implements FetcherFactory {

  private final Library library;

  public ThreadPoolFactory() {
    this(Library.APACHE);
  }

  private ThreadPoolFactory(Library library) {
    this.library = library;
  }

  /// The same over OkHttp.
  public static final class OverOkHttp extends ThreadPoolFactory {
    public OverOkHttp() {
      super(Library.OKHTTP);
    }
  }

  /// The same over Netty, whose event loops the calling thread waits for.
  public static final class OverNetty extends ThreadPoolFactory {
    public OverNetty() {
      super(Library.NETTY);
    }
  }

  @Override
  public String name() {
    return "thread-pool" + library.suffix();
  }

  @Override
  public String model() {
    return "thread pool";
  }

  @Override
  public String transport() {
    return library.title();
  }

  @Override
  public String summary() {
    return "a thread of a fixed pool waits for each exchange, the caller for the first to end";
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return new ThreadPoolFetcher(library, options);
  }
}
