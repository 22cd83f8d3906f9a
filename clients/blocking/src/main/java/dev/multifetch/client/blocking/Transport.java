package dev.multifetch.client.blocking;

import dev.multifetch.client.Call;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;

/// One GET over one HTTP library, on the calling thread. Safe for use by many threads.
public interface Transport extends AutoCloseable {

  /// Sends the request, tells `call` what comes, and returns what it says then.
  ///
  /// The calling thread waits: to connect, to send, and for each piece of the response. The server
  /// ends the wait, or the abort that this leaves with [Call#abortBy].
  Next exchange(Call call, Send send);

  /// Closes every connection.
  @Override
  void close();
}
