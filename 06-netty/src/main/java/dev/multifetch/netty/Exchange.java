package dev.multifetch.netty;

import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The response to one request: tells the [UrlFetch] what came, piece by piece as it comes, and
/// remembers what it says when it has heard enough.
final class Exchange {

  private final UrlFetch fetch;
  private final Consumer<Next> then;
  private @Nullable Next next;

  Exchange(UrlFetch fetch, Consumer<Next> then) {
    this.fetch = fetch;
    this.then = then;
  }

  /// The decoder has this. What comes after the fetch has heard enough is of no use to anybody.
  void received(Object message) {
    if (next == null) {
      tell(step(message));
    }
  }

  private Step step(Object message) {
    return switch (message) {
      case ResponseHead head -> fetch.head(head);
      case ByteBuf piece -> fetch.body(piece.nioBuffer());
      case ResponseDecoder.End _ -> fetch.end();
      default -> throw new IllegalStateException("no part of a response: " + message);
    };
  }

  /// The connection failed.
  ///
  /// @param stale whether it had served before and not a byte of this response came
  void failed(Throwable cause, boolean stale) {
    if (next == null) {
      tell(fetch.failed(cause, stale));
    }
  }

  private void tell(Step step) {
    if (step instanceof Next known) {
      next = known;
    }
  }

  /// Whether the fetch has heard enough.
  boolean over() {
    return next != null;
  }

  /// Whether its connection may carry another, as far as HTTP goes.
  boolean connectionReusable() {
    return fetch.connectionReusable();
  }

  /// Goes on to what the fetch needs next.
  void goOn() {
    if (next != null) {
      then.accept(next);
    }
  }
}
