package dev.multifetch.client.blocking;

import dev.multifetch.client.Call;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;

/// One GET over one HTTP library, on the calling thread. Safe for use by many threads.
public interface Transport extends AutoCloseable {

  /// Sends the request, passes what comes to `call`, and returns what the URL needs next.
  ///
  /// The calling thread waits: to connect, to send, and for each piece of the response. Either the
  /// server ends the wait, or the abort that this method registers with [Call#abortBy].
  Next exchange(Call call, Send send);

  /// Closes every connection.
  @Override
  void close();
}
