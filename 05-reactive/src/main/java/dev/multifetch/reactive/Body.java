package dev.multifetch.reactive;

import dev.multifetch.client.eventloop.Exchange;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The pieces of one response's body, for one subscriber. A piece is signalled on the event loop
/// when it came and was asked for; while none is asked for, the socket is not read. A piece's bytes
/// are the subscriber's during `onNext`.
final class Body implements Publisher<ByteBuffer> {

  private final Exchange exchange;

  // Of the event loop alone.
  private @Nullable Subscriber<? super ByteBuffer> subscriber;
  private long wanted;

  Body(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> newcomer) {
    exchange.onLoop(
        () -> {
          subscriber = newcomer;
          newcomer.onSubscribe(
              new Subscription() {
                @Override
                public void request(long more) {
                  exchange.onLoop(() -> want(more));
                }

                @Override
                public void cancel() {
                  exchange.onLoop(() -> subscriber = null);
                }
              });
        });
  }

  private void want(long more) {
    wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more; // which stands for no limit
    exchange.readOn();
  }

  boolean wanted() {
    return wanted > 0;
  }

  void next(ByteBuffer piece) {
    wanted -= wanted == Long.MAX_VALUE ? 0 : 1;
    if (subscriber != null) {
      subscriber.onNext(piece);
    }
  }

  void end() {
    if (subscriber != null) {
      subscriber.onComplete();
    }
  }

  void failed(Throwable cause) {
    if (subscriber != null) {
      subscriber.onError(cause);
    }
  }
}
