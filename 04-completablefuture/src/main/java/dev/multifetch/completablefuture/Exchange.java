package dev.multifetch.completablefuture;

import dev.multifetch.http.Request;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// One GET over one connection: sends the head, tells the [Call] what comes back as it comes, and
/// completes a future with what is next. It runs on the connection's I/O thread and waits for
/// nothing; the end of the call ends it from any other.
final class Exchange implements AsyncClientExchangeHandler {

  private final Connection connection;
  private final Request request;
  private final Call call;
  private final CompletableFuture<Next> result = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private @Nullable Next next;

  private Exchange(Connection connection, Request request, Call call) {
    this.connection = connection;
    this.request = request;
    this.call = call;
  }

  /// Runs an exchange, from finding a connection for it to giving that back.
  static CompletableFuture<Next> run(AsyncClient client, Send send, Call call) {
    return client
        .connection(send, call)
        .thenCompose(connection -> new Exchange(connection, send.request(), call).run())
        .exceptionally(failure -> call.failed(ApacheMessages.failure(failure), false));
  }

  private CompletableFuture<Next> run() {
    connection.execute(this);
    call.onEnd(this::abort);
    return result;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    connection.begins(this);
    channel.sendRequest(ApacheMessages.request(request), null, context);
  }

  @Override
  public void consumeInformation(HttpResponse head, HttpContext context) {
    tell(() -> call.head(ApacheMessages.head(head)));
  }

  @Override
  public void consumeResponse(
      HttpResponse head, @Nullable EntityDetails body, HttpContext context) {
    tell(() -> call.head(ApacheMessages.head(head)));
  }

  @Override
  public void consume(ByteBuffer piece) {
    tell(() -> call.body(piece));
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    capacity.update(Integer.MAX_VALUE); // what came has been taken
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    tell(() -> call.end());
  }

  @Override
  public void failed(Exception cause) {
    tell(() -> call.failed(ApacheMessages.failure(cause), connection.stale()));
  }

  @Override
  public void cancel() {
    failed(new ConnectionClosedException());
  }

  /// The library is done with this exchange, the last that it says.
  @Override
  public void releaseResources() {
    if (next == null) {
      cancel();
    }
    finish();
  }

  @Override
  public int available() {
    return 0; // a GET has no body
  }

  @Override
  public void produce(DataStreamChannel channel) {}

  /// What comes once it is known what is next, the call is not told: it may be about the next hop.
  private void tell(Supplier<Step> what) {
    if (next == null && what.get() instanceof Next known) {
      next = known;
      if (!call.connectionReusable()) {
        finish(); // the rest is not read
      }
    }
  }

  private void finish() {
    if (next != null && over.compareAndSet(false, true)) {
      connection.ends(call.connectionReusable());
      result.complete(next);
    }
  }

  private void abort(Next done) {
    if (over.compareAndSet(false, true)) { // else the connection may be somebody else's by now
      connection.close();
      result.complete(done);
    }
  }
}
