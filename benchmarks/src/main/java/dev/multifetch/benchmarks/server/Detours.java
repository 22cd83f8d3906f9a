package dev.multifetch.benchmarks.server;

import java.util.Optional;

/// Requests that another server is to answer, on the connection that they came on.
public interface Detours {

  /// Says what in a request's target decides who answers it. It is empty if this server answers.
  /// The event loop calls this for each request, so it must not wait.
  Optional<String> destination(String target);

  /// Opens a destination for one connection. It may wait.
  ///
  /// @throws Exception if there is no such server; the client is told its message
  Server open(String destination) throws Exception;

  /// A server that answers in place of this one.
  ///
  /// @param port where it listens, on 127.0.0.1
  /// @param left runs when the connection to it has ended, and may wait
  record Server(int port, Runnable left) {}

  /// For a server that answers each request by itself.
  static Detours none() {
    return new Detours() {
      @Override
      public Optional<String> destination(String target) {
        return Optional.empty();
      }

      @Override
      public Server open(String destination) {
        throw new IllegalStateException("nobody answers " + destination);
      }
    };
  }
}
