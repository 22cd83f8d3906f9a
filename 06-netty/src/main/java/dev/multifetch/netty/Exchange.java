package dev.multifetch.netty;

import dev.multifetch.Headers;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.UrlFetch;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The response to one request: tells the [UrlFetch] what came, piece by piece as it comes, and
/// remembers what it says when it has heard enough.
final class Exchange {

  private final UrlFetch fetch;
  private final Consumer<Next> then;
  private boolean interim;
  private @Nullable Next next;

  Exchange(UrlFetch fetch, Consumer<Next> then) {
    this.fetch = fetch;
    this.then = then;
  }

  /// The decoder has this. What comes after the fetch has heard enough is of no use to anybody.
  void received(HttpObject message) {
    if (next == null) {
      Throwable fault = message.decoderResult().cause(); // Netty throws none of them
      tell(fault == null ? step(message) : fetch.failed(Causes.ofDecoder(fault), false));
    }
  }

  private Step step(HttpObject message) {
    if (message instanceof HttpResponse response) {
      ResponseHead head = head(response);
      interim = head.interim(); // then what Netty calls its last content is not the end
      return fetch.head(head);
    }
    if (interim || !(message instanceof HttpContent piece)) {
      return Receive.MORE;
    }
    Step step = Receive.MORE;
    if (piece.content().isReadable()) {
      step = fetch.body(piece.content().nioBuffer());
    }
    return step == Receive.MORE && piece instanceof LastHttpContent ? fetch.end() : step;
  }

  private static ResponseHead head(HttpResponse response) {
    List<Headers.Field> fields = new ArrayList<>(response.headers().size());
    response.headers().iteratorCharSequence().forEachRemaining(field -> fields.add(field(field)));
    return new ResponseHead(((ReceivedResponse) response).line(), new Headers(fields));
  }

  private static Headers.Field field(Map.Entry<CharSequence, CharSequence> field) {
    return new Headers.Field(field.getKey().toString(), unfolded(field.getValue().toString()));
  }

  /// R18: Netty leaves a space at an end where a folded line had nothing on one side.
  private static String unfolded(String value) {
    int end = value.length();
    return end > 0 && (value.charAt(0) == ' ' || value.charAt(end - 1) == ' ')
        ? value.strip()
        : value;
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
