package dev.multifetch.client.eventloop;

import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import java.nio.ByteBuffer;

/// Is told what comes of one exchange, part by part, on its event loop, where nothing may wait. A
/// [Next] ends the exchange: nothing more is told.
public interface Receiver {

  /// The exchange begins on its loop.
  default void begins(Exchange exchange) {}

  /// A response's head came; interim ones are told as well.
  Step head(ResponseHead head);

  /// A piece of the body came, without its framing. Its bytes are the receiver's during this call.
  Step body(ByteBuffer piece);

  /// The body ended as its framing has it. A receiver that says [Step.Receive#MORE] decides later,
  /// and goes on with [Exchange#readOn].
  Step end();

  /// The exchange failed.
  ///
  /// @param stale whether the connection had served before and not a byte of response came (R41)
  Next failed(Throwable cause, boolean stale);

  /// Whether it takes another part now. If not, the socket is not read, and the server comes to a
  /// stop once all buffers on the way are full, until [Exchange#readOn].
  default boolean wantsMore() {
    return true;
  }
}
