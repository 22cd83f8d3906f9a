package dev.multifetch.client.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.blocking.apache.ApacheTransport;
import dev.multifetch.client.blocking.netty.NettyTransport;
import dev.multifetch.client.blocking.okhttp.OkHttpTransport;

/// The HTTP libraries that a blocking exchange can run over.
public enum Library {
  APACHE("Apache HttpClient 5", ""),
  OKHTTP("OkHttp 5", "-okhttp"),
  NETTY("Netty 4.2", "-netty");

  private final String title;
  private final String suffix;

  Library(String title, String suffix) {
    this.title = title;
    this.suffix = suffix;
  }

  /// The library's usual name.
  public String title() {
    return title;
  }

  /// The suffix that it adds to a model's name.
  public String suffix() {
    return suffix;
  }

  Transport open(FetchOptions options) {
    return switch (this) {
      case APACHE -> new ApacheTransport(options);
      case OKHTTP -> new OkHttpTransport(options);
      case NETTY -> new NettyTransport(options);
    };
  }
}
