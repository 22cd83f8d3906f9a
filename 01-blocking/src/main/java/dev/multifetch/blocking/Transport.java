package dev.multifetch.blocking;

import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;

/// One GET over one HTTP library, on the calling thread. Safe for use by many threads.
interface Transport extends AutoCloseable {

  /// Sends the request, tells `call` what comes, and returns what it says then.
  ///
  /// The calling thread waits: to connect, to send, and for each piece of the response. What ends
  /// the wait is the server, or the abort that this leaves with [Call#onAbort].
  Next exchange(Send send, Call call);

  /// Closes every connection.
  @Override
  void close();
}
