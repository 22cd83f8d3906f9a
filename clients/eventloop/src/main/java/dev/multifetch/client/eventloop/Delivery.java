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

/// Hands the parts of one response to its receiver, in their order and no faster than it wants
/// them, and remembers what it says when it has heard enough. Of the loop's thread alone.
final class Delivery {

  private final Receiver receiver;
  private final Queue<ByteBuffer> unread = new ArrayDeque<>(0); // until the receiver wants them
  private @Nullable Supplier<? extends Step> ending; // what comes after them
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

  /// The receiver is not asked any more: this is next, unless something else is already.
  void decide(Supplier<Next> how) {
    if (next == null) {
      next = how.get();
    }
  }

  /// The decoder has this. What comes once the receiver has heard enough is of no use.
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
        complete = true; // unless the receiver threw, and knows of no end
      }
      default -> throw new IllegalStateException("no part of a response: " + part);
    }
  }

  private static ByteBuffer copy(ByteBuf piece) {
    return ByteBuffer.allocate(piece.readableBytes()).put(piece.nioBuffer()).flip();
  }

  /// The connection failed, which does not matter any more once the response has come to its end.
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

  /// Whether the connection is to be read.
  boolean wantsMore() {
    return unread.isEmpty() && receiver.wantsMore();
  }

  /// The receiver wants more than it did. One that says so while it is told a part comes here
  /// again, and the outer round goes on for it: so many parts make no deep stack.
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
