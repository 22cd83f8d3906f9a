package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;

/// The HTTP libraries that a blocking exchange can run over.
public enum Library {
  APACHE("Apache HttpClient 5", ""),
  OKHTTP("OkHttp 5", "-okhttp");

  private final String title;
  private final String suffix;

  Library(String title, String suffix) {
    this.title = title;
    this.suffix = suffix;
  }

  /// What people call it.
  public String title() {
    return title;
  }

  /// What it adds to the name of a model.
  public String suffix() {
    return suffix;
  }

  Transport open(FetchOptions options) {
    return switch (this) {
      case APACHE -> new ApacheTransport(options);
      case OKHTTP -> new OkHttpTransport(options);
    };
  }
}
