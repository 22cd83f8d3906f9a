package dev.multifetch;

/// Opens fetchers of one model over one transport; found with [java.util.ServiceLoader].
public interface FetcherFactory {

  /// The name that a user types to choose this, such as `virtual-threads-okhttp`.
  String name();

  /// The model of concurrency, such as `virtual threads`.
  String model();

  /// The HTTP library underneath, such as `Apache HttpClient 5`.
  String transport();

  /// One line that says what waits where.
  String summary();

  /// The most exchanges that one batch has in flight under these options.
  default int concurrency(FetchOptions options) {
    return options.maxInFlight();
  }

  /// Opens a fetcher, which the caller closes.
  Fetcher open(FetchOptions options);
}
