package dev.multifetch;

import java.net.URI;

/// Is told what a fetcher decides about each URL, step by step, for somebody who wants to watch.
@FunctionalInterface
public interface DecisionListener {

  /// Called on any thread, and for several URLs at once. It must not wait.
  ///
  /// @param index the URL's place in the batch, from 0
  /// @param url the URL as it was asked for
  /// @param decision one step in words for a person, such as `redirected to http://h/b`. A server
  ///   may have chosen some of the words
  void decided(long index, URI url, String decision);
}
