package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.results.Track;
import java.net.URI;
import java.util.List;

/// A client to measure: a model that keeps the contract, or another client that runs in this JVM.
public interface Contestant {

  /// What a user types to choose it, such as `netty` or `vertx`.
  String name();

  /// Its model of concurrency, such as `event loop`.
  String model();

  /// The HTTP library underneath, such as `Netty 4.2`.
  String transport();

  /// The group of clients in which it is ranked.
  Track track();

  /// The most requests that it has in flight under these options.
  int concurrency(FetchOptions options);

  /// Opens a client with these limits, which the caller closes.
  Client open(FetchOptions options);

  /// A client that stays open, with its connections, from one batch to the next.
  interface Client extends AutoCloseable {

    /// Fetches each URL once, and reports each to the listener as it ends. Returns when all have
    /// ended.
    void fetch(List<URI> urls, OutcomeListener listener) throws Exception;

    @Override
    void close() throws Exception;
  }
}
