package dev.multifetch.reactive;

import dev.multifetch.completablefuture.ApacheMessages;
import dev.multifetch.completablefuture.AsyncClient;
import dev.multifetch.completablefuture.Call;
import dev.multifetch.completablefuture.Connection;
import dev.multifetch.http.Request;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import dev.multifetch.http.Step.Send;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleEmitter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// One GET over one connection as a [Single] of what is next. The body is a stream too: a piece is
/// asked for when the one before has been taken, and a body that nobody asks for stays on the
/// server. Nobody waits; the end of the call ends it from any thread.
final class Exchange {

  private final Connection connection;
  private final Response response;
  private final Call call;
  private final AtomicBoolean over = new AtomicBoolean();

  private Exchange(Connection connection, Request request, Call call) {
    this.connection = connection;
    this.response = new Response(connection, request, call);
    this.call = call;
  }

  /// Runs an exchange, from finding a connection for it to giving that back.
  static Single<Next> run(AsyncClient client, Send send, Call call) {
    return opened(client, send, call)
        .flatMap(Exchange::run)
        .onErrorReturn(failure -> call.failed(ApacheMessages.failure(failure), false));
  }

  private static Single<Exchange> opened(AsyncClient client, Send send, Call call) {
    return Single.create(
        waiting -> {
          var opening = open(client, send, call);
          var _ = opening.whenComplete((opened, failure) -> tell(waiting, opened, failure, call));
        });
  }

  /// As [Single#fromCompletionStage] does. But what RxJava takes for fatal would be lost in a stage
  /// that nobody looks at, so here it ends the call (R45).
  private static void tell(
      SingleEmitter<Exchange> waiting, Exchange opened, @Nullable Throwable failure, Call call) {
    try {
      if (failure == null) {
        waiting.onSuccess(opened);
      } else {
        boolean _ = waiting.tryOnError(failure); // or nobody waits any more
      }
    } catch (Error fatal) {
      var _ = call.defect(fatal);
    }
  }

  /// An exchange that the end of the call aborts even if nobody subscribes to it any more.
  private static CompletableFuture<Exchange> open(AsyncClient client, Send send, Call call) {
    return client
        .connection(send, call)
        .thenApply(
            connection -> {
              Exchange exchange = new Exchange(connection, send.request(), call);
              call.onEnd(_ -> exchange.abort());
              return exchange;
            });
  }

  private Single<Next> run() {
    return response
        .head()
        .flatMap(this::receive)
        .onErrorReturn(cause -> call.failed(ApacheMessages.failure(cause), connection.stale()))
        .flatMap(next -> call.connectionReusable() ? response.over(next) : Single.just(next))
        .doOnSuccess(_ -> finish());
  }

  private Single<Next> receive(Message<HttpResponse, Publisher<ByteBuffer>> message) {
    return switch (call.head(ApacheMessages.head(message.getHead()))) {
      case Next enough -> Single.just(enough);
      case Receive _ ->
          Flowable.fromPublisher(message.getBody())
              .map(call::body)
              .concatWith(Single.fromCallable(call::end))
              .ofType(Next.class)
              .firstOrError();
    };
  }

  private void finish() {
    if (over.compareAndSet(false, true)) {
      connection.ends(call.connectionReusable());
    }
  }

  private void abort() {
    if (over.compareAndSet(false, true)) { // else the connection may be somebody else's by now
      connection.close();
    }
  }
}
