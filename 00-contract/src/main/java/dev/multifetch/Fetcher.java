package dev.multifetch;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Fetches many URLs at once, in one model of concurrency.
///
/// ```java
/// try (Fetcher fetcher = factory.open(FetchOptions.defaults())) {
///   fetcher.fetchEach(urls, outcome -> System.out.println(outcome));
/// }
/// ```
///
/// A fetcher serves any number of calls, one after another or at once from several threads.
/// Whatever a server or the network does becomes an [Outcome]. Only the caller's mistakes become
/// exceptions.
public interface Fetcher extends AutoCloseable {

  /// Fetches each URL, and passes its outcome to `onOutcome` as soon as it is known, in any order.
  ///
  /// The calling thread reads `urls` and calls `onOutcome`, one at a time. It reads URLs only as
  /// fast as it takes outcomes: at most `maxInFlight` are at work, and at most as many more wait to
  /// begin or to be handed over. If [FetchOptions#politeness] makes URLs wait for their origins, it
  /// reads more, and keeps them. While `urls` or `onOutcome` makes this thread wait, it hands over
  /// no outcome. A [dev.multifetch.frontier.Source] need not make it wait, and can end. After the
  /// deadline or [#close], this reads the rest of any other `urls`, since each URL has an outcome.
  ///
  /// If `urls` or `onOutcome` throws, the fetcher aborts the URLs that are at work, and the caller
  /// gets the exception.
  ///
  /// @throws InterruptedException if the calling thread is interrupted; what is at work is aborted
  /// @throws IllegalStateException if this fetcher is closed
  void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException;

  /// Fetches each URL and returns the outcomes in the order of `urls`.
  ///
  /// @throws InterruptedException if the calling thread is interrupted; what is at work is aborted
  /// @throws IllegalStateException if this fetcher is closed
  default List<Outcome> fetchAll(Collection<URI> urls) throws InterruptedException {
    List<URI> asked = List.copyOf(urls);
    Outcome[] outcomes = new Outcome[asked.size()];
    fetchEach(asked, outcome -> outcomes[Math.toIntExact(outcome.index())] = outcome);
    return List.of(outcomes);
  }

  /// Ends each unfinished URL as [FailureKind#CANCELLED], and releases all threads and connections.
  /// Closing a fetcher again does nothing.
  @Override
  void close();
}
