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

/// Makes a stream of a response's body: a piece is asked for when the one before has been taken,
/// and a body that nobody asks for stays on the server. Everything happens on the event loop.
final class StreamingReceiver implements Receiver {

  private final Call call;
  private final Function<Flowable<ByteBuffer>, Single<Next>> taker;
  private @Nullable Body body;
  private boolean streaming;
  private @Nullable Next next;

  /// @param taker takes the body, on the thread that signals it, and says what is next
  StreamingReceiver(Call call, Function<Flowable<ByteBuffer>, Single<Next>> taker) {
    this.call = call;
    this.taker = taker;
  }

  /// Lets the call take each piece.
  static StreamingReceiver of(Call call) {
    return new StreamingReceiver(
        call,
        body ->
            body.map(call::body)
                .concatWith(Single.fromCallable(call::end))
                .ofType(Next.class)
                .firstOrError());
  }

  @Override
  public void begins(Exchange exchange) {
    body = new Body(exchange);
  }

  @Override
  public Step head(ResponseHead head) {
    Step step = call.head(head);
    if (step instanceof Receive && !head.interim()) {
      streaming = true;
      var _ =
          taker
              .apply(Flowable.fromPublisher(body()))
              .subscribe(known -> next = known, failure -> next = call.failed(failure, false));
    }
    return orNext(step);
  }

  @Override
  public Step body(ByteBuffer piece) {
    body().next(piece);
    return orNext(Receive.MORE);
  }

  @Override
  public Next end() {
    body().end();
    return requireNonNull(next, "what is next, now that the body has ended");
  }

  @Override
  public Next failed(Throwable cause, boolean stale) {
    if (streaming) {
      body().failed(cause);
    }
    return next != null ? next : call.failed(cause, stale); // there may be no stream any more (R45)
  }

  @Override
  public boolean wantsMore() {
    return !streaming || body().wanted();
  }

  private Body body() {
    return requireNonNull(body, "an exchange that has begun");
  }

  private Step orNext(Step step) {
    return next != null ? next : step;
  }
}
