package dev.multifetch.reactive;

import dev.multifetch.completablefuture.ApacheMessages;
import dev.multifetch.completablefuture.Call;
import dev.multifetch.completablefuture.Connection;
import dev.multifetch.http.Request;
import dev.multifetch.http.Step.Next;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactive.ReactiveResponseConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// What comes back for one request, as the library's own `httpcore5-reactive` publishes it: a head,
/// and a body that is read from the socket as it is asked for.
final class Response implements AsyncClientExchangeHandler {

  private final Connection connection;
  private final Request request;
  private final Call call;
  private final SingleSubject<Message<HttpResponse, Publisher<ByteBuffer>>> head =
      SingleSubject.create();
  private final CompletableSubject over = CompletableSubject.create();
  private final ReactiveResponseConsumer response = new ReactiveResponseConsumer(signalling(head));

  Response(Connection connection, Request request, Call call) {
    this.connection = connection;
    this.request = request;
    this.call = call;
  }

  /// Sends the request when somebody subscribes.
  Single<Message<HttpResponse, Publisher<ByteBuffer>>> head() {
    return head.doOnSubscribe(_ -> connection.execute(this));
  }

  /// The same value once the library is done with the connection.
  <T> Single<T> over(T value) {
    return over.toSingleDefault(value);
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    connection.begins(this);
    channel.sendRequest(ApacheMessages.request(request), null, context);
  }

  @Override
  public void consumeInformation(HttpResponse interim, HttpContext context) {
    if (call.head(ApacheMessages.head(interim)) instanceof Next) {
      connection.close(); // R15: enough of them
    }
  }

  @Override
  public void consumeResponse(
      HttpResponse last, @Nullable EntityDetails body, HttpContext context) {
    response.consumeResponse(last, body, context, null);
  }

  @Override
  public void consume(ByteBuffer piece) throws IOException {
    response.consume(piece);
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    response.updateCapacity(capacity);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    response.streamEnd(trailers);
  }

  @Override
  public void failed(Exception cause) {
    response.failed(cause);
    if (cause.getCause() instanceof Error fatal) { // R45: RxJava does not go on from there
      var _ = call.defect(fatal);
    }
  }

  @Override
  public void cancel() {
    failed(new ConnectionClosedException());
  }

  /// The library is done with this exchange, the last that it says.
  @Override
  public void releaseResources() {
    response.releaseResources();
    try {
      over.onComplete();
    } catch (Error fatal) { // R45
      var _ = call.defect(fatal);
    }
  }

  @Override
  public int available() {
    return 0; // a GET has no body
  }

  @Override
  public void produce(DataStreamChannel channel) {}

  private static <T> FutureCallback<T> signalling(SingleSubject<T> subject) {
    return new FutureCallback<>() {
      @Override
      public void completed(T value) {
        subject.onSuccess(value);
      }

      @Override
      public void failed(Exception cause) {
        subject.onError(cause);
      }

      @Override
      public void cancelled() {
        subject.onError(new ConnectionClosedException());
      }
    };
  }
}
