package dev.multifetch.client.eventloop;

import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passes the parts of one response to its receiver, in order and no faster than the receiver wants
/// them. It remembers what the receiver says at the end. Only the loop's thread uses it.
final class Delivery {

  private final Receiver receiver;
  private final Queue<ByteBuffer> unread = new ArrayDeque<>(0); // until the receiver wants them
  private @Nullable Supplier<? extends Step> ending; // comes after the unread pieces
  private boolean complete;
  private boolean delivering;
  private @Nullable Next next;

  Delivery(Receiver receiver) {
    this.receiver = receiver;
  }

  /// What the URL needs next, once the receiver has said so.
  @Nullable Next next() {
    return next;
  }

  /// From now on the receiver is not asked. This decides what is next, unless it is known already.
  void decide(Supplier<Next> how) {
    if (next == null) {
      next = how.get();
    }
  }

  /// The decoder has cut off this part. Once the receiver knows what is next, more parts are of no
  /// use.
  void received(Object part) {
    if (next != null) {
      return;
    }
    switch (part) {
      case ResponseHead head -> tell(receiver.head(head));
      case ByteBuf piece when wantsMore() -> tell(receiver.body(piece.nioBuffer()));
      case ByteBuf piece -> unread.add(copy(piece));
      case ResponseDecoder.End _ -> {
        ends(receiver::end);
        complete = true; // not reached if the receiver threw: it knows of no end then
      }
      default -> throw new IllegalStateException("no part of a response: " + part);
    }
  }

  private static ByteBuffer copy(ByteBuf piece) {
    return ByteBuffer.allocate(piece.readableBytes()).put(piece.nioBuffer()).flip();
  }

  /// The connection failed. If the response has come to its end, that does not matter any more.
  void failed(Throwable cause, boolean stale) {
    if (next == null && !complete) {
      ends(() -> receiver.failed(cause, stale));
    }
  }

  private void ends(Supplier<? extends Step> how) {
    if (unread.isEmpty()) {
      tell(how.get());
    } else if (ending == null) {
      ending = how;
    }
  }

  private void tell(Step step) {
    if (step instanceof Next known) {
      next = known;
    }
  }

  /// Whether the loop should read the connection.
  boolean wantsMore() {
    return unread.isEmpty() && receiver.wantsMore();
  }

  /// The receiver wants more than before. It may say so while it takes a part, and then this method
  /// is called inside itself. The inner call returns, and the outer loop goes on: so the stack does
  /// not grow with the number of parts.
  void goOn() {
    if (delivering) {
      return;
    }
    delivering = true;
    try {
      while (next == null && receiver.wantsMore() && !unread.isEmpty()) {
        tell(receiver.body(unread.remove()));
      }
      if (next == null && unread.isEmpty() && ending != null) {
        Supplier<? extends Step> last = ending;
        ending = null;
        tell(last.get());
      }
    } finally {
      delivering = false;
    }
  }
}
