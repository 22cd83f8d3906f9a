package dev.multifetch.reactive;

import static java.util.Objects.requireNonNull;

import dev.multifetch.client.Call;
import dev.multifetch.client.eventloop.Exchange;
import dev.multifetch.client.eventloop.Receiver;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Makes a stream of a response's body. It signals a piece that has come, once the subscriber has
/// asked for it. While the subscriber asks for none, the client does not read the socket, and the
/// body stays on the server. Only the event loop signals; any thread may ask for more.
final class BodyStream implements Receiver, Subscription {

  private final Call call;
  private final Function<Flowable<ByteBuffer>, Single<Next>> taker;

  // Only the event loop uses these.
  private @Nullable Exchange exchange;
  private @Nullable Subscriber<? super ByteBuffer> pieces;
  private long wanted = Long.MAX_VALUE; // no limit, until the head is there
  private @Nullable Next next;

  /// @param taker takes the body, on the thread that signals it, and says what is next. It may use
  ///   the bytes of a piece until `onNext` returns
  BodyStream(Call call, Function<Flowable<ByteBuffer>, Single<Next>> taker) {
    this.call = call;
    this.taker = taker;
  }

  /// A body whose pieces go to the call: each time the call has taken a piece, the stream asks for
  /// another one.
  static BodyStream takenBy(Call call) {
    return new BodyStream(
        call,
        body ->
            body.map(call::body)
                .concatWith(Single.fromCallable(call::end))
                .ofType(Next.class)
                .firstOrError());
  }

  @Override
  public void begins(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Step head(ResponseHead head) {
    Step step = call.head(head);
    if (step instanceof Receive && !head.interim()) {
      wanted = 0;
      var _ =
          taker
              .apply(Flowable.<ByteBuffer>fromPublisher(this::begin))
              .subscribe(known -> next = known, thrown -> next = call.failed(thrown, false));
    }
    return next != null ? next : step;
  }

  private void begin(Subscriber<? super ByteBuffer> subscriber) {
    pieces = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public void request(long more) {
    Exchange asked = requireNonNull(exchange);
    asked.onLoop(
        () -> {
          wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
          asked.readOn();
        });
  }

  @Override
  public void cancel() {
    requireNonNull(exchange).onLoop(() -> pieces = null);
  }

  @Override
  public boolean wantsMore() {
    return wanted > 0;
  }

  @Override
  public Step body(ByteBuffer piece) {
    wanted -= wanted == Long.MAX_VALUE ? 0 : 1;
    if (pieces != null) {
      pieces.onNext(piece);
    }
    return next != null ? next : Receive.MORE;
  }

  @Override
  public Next end() {
    if (pieces != null) {
      pieces.onComplete();
    }
    return requireNonNull(next, "what is next, now that the body has ended");
  }

  @Override
  public Next failed(Throwable cause, boolean stale) {
    if (pieces != null) {
      pieces.onError(cause);
    }
    return next != null ? next : call.failed(cause, stale); // the stream may be broken (R45)
  }
}
