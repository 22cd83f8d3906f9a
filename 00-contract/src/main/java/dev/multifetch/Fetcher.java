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
/// Whatever a server or the network does is an [Outcome]; only a mistake of the caller is an
/// exception.
public interface Fetcher extends AutoCloseable {

  /// Fetches each URL and hands over its outcome as soon as it is known, in any order.
  ///
  /// `urls` is read and `onOutcome` is called on the calling thread, one at a time. URLs are read
  /// only as fast as outcomes are taken: at most `maxInFlight` are at work, and at most as many
  /// more wait to be begun or handed over. Where [FetchOptions#politeness] makes URLs wait for
  /// their origins, more are read, and kept. While `urls` or `onOutcome` makes this thread wait, no
  /// outcome is handed over; a [dev.multifetch.frontier.Source] need not make it wait.
  ///
  /// If `urls` or `onOutcome` throws, what is at work is aborted and the exception reaches the
  /// caller.
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

  /// Ends what is at work, each unfinished URL as a [FailureKind#CANCELLED], and lets go of every
  /// thread and connection. Closing twice is closing once.
  @Override
  void close();
}
