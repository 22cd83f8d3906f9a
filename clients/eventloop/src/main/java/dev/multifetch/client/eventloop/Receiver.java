package dev.multifetch.client.eventloop;

import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import java.nio.ByteBuffer;

/// Receives the parts of one exchange, one by one, on its event loop, and must not wait. If it
/// returns a [Next], the exchange is over, and it receives no more.
public interface Receiver {

  /// The exchange begins on its loop.
  default void begins(Exchange exchange) {}

  /// The head of a response came. An interim response has one too.
  Step head(ResponseHead head);

  /// A piece of the body came, without its framing. The receiver may use its bytes until it
  /// returns.
  Step body(ByteBuffer piece);

  /// The body came to its proper end. A receiver that returns [Step.Receive#MORE] decides later,
  /// and then calls [Exchange#readOn].
  Step end();

  /// The exchange failed.
  ///
  /// @param stale whether the connection had served before and not a byte of response came (R41)
  Next failed(Throwable cause, boolean stale);

  /// Whether it takes another part now. If not, the loop does not read the socket until somebody
  /// calls [Exchange#readOn]. Once all buffers on the way are full, the server comes to a stop.
  default boolean wantsMore() {
    return true;
  }
}
