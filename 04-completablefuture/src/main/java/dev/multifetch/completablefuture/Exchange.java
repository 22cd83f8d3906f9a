package dev.multifetch.completablefuture;

import dev.multifetch.Headers;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
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

  /// Chooses the constructor that takes "//path" for a path, and not for a host.
  private static final @Nullable HttpHost NO_HOST = null;

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
        .exceptionally(failure -> call.failed(translated(failure), false));
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
    channel.sendRequest(head(request), null, context);
  }

  @Override
  public void consumeInformation(HttpResponse head, HttpContext context) {
    tell(() -> call.head(headOf(head)));
  }

  @Override
  public void consumeResponse(
      HttpResponse head, @Nullable EntityDetails body, HttpContext context) {
    tell(() -> call.head(headOf(head)));
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
    tell(() -> call.failed(translated(cause), connection.stale()));
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

  static HttpRequest head(Request request) {
    BasicHttpRequest head = new BasicHttpRequest("GET", NO_HOST, request.target());
    head.setVersion(HttpVersion.HTTP_1_1);
    for (Headers.Field field : request.headers()) {
      head.addHeader(field.name(), field.value());
    }
    return head;
  }

  static ResponseHead headOf(HttpResponse parsed) {
    return new ResponseHead(
        parsed.getVersion().greaterEquals(HttpVersion.HTTP_1_1),
        parsed.getCode(),
        new Headers(
            Stream.of(parsed.getHeaders())
                .map(field -> new Headers.Field(field.getName(), field.getValue()))
                .toList()));
  }

  /// The library's exceptions in the JDK's terms.
  static Throwable translated(Throwable cause) {
    return switch (cause) {
      case CompletionException e when e.getCause() != null -> translated(e.getCause());
      case HttpException e -> malformed(e);
      case MalformedChunkCodingException e -> malformed(e);
      default -> cause;
    };
  }

  private static ProtocolException malformed(Exception cause) {
    ProtocolException malformed = new ProtocolException(cause.getMessage());
    malformed.initCause(cause);
    return malformed;
  }
}
