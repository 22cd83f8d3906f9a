package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.client.blocking.Library;

/// Opens blocking fetchers.
public class BlockingFactory implements FetcherFactory {

  private final Library library;

  public BlockingFactory() {
    this(Library.APACHE);
  }

  private BlockingFactory(Library library) {
    this.library = library;
  }

  /// The same over OkHttp.
  public static final class OverOkHttp extends BlockingFactory {
    public OverOkHttp() {
      super(Library.OKHTTP);
    }
  }

  /// The same over Netty, whose event loops the calling thread waits for.
  public static final class OverNetty extends BlockingFactory {
    public OverNetty() {
      super(Library.NETTY);
    }
  }

  @Override
  public String name() {
    return "blocking" + library.suffix();
  }

  @Override
  public String model() {
    return "blocking";
  }

  @Override
  public String transport() {
    return library.title();
  }

  @Override
  public String summary() {
    return "the calling thread waits for one exchange after another";
  }

  @Override
  public int concurrency(FetchOptions options) {
    return 1;
  }

  @Override
  public Fetcher open(FetchOptions options) {
    return new BlockingFetcher(library, options);
  }
}
