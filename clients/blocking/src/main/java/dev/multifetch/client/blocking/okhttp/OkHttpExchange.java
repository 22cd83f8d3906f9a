package dev.multifetch.client.blocking.okhttp;

import static java.util.Objects.requireNonNull;

import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.TcpConnector;
import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.Origin;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.ServerIdentity;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// One GET over OkHttp 5: sends the head, tells the [Call] what comes back. It travels as a tag of
/// its request, so that the library's hooks find it.
final class OkHttpExchange {

  private static final int PIECE = 16 << 10; // bytes read at a time

  private static final ScopedValue<OkHttpExchange> CURRENT = ScopedValue.newInstance();

  private final Call call;
  private final Origin origin;
  private final OkHttpConnection connection = new OkHttpConnection();
  private okhttp3.@Nullable Call running;
  private @Nullable ResponseHead head;
  private @Nullable Step step;

  OkHttpExchange(Call call, Origin origin) {
    this.call = call;
    this.origin = origin;
  }

  /// The one that the calling thread runs.
  static OkHttpExchange current() {
    return CURRENT.get();
  }

  /// Runs the exchange.
  Next run(okhttp3.Call library) throws IOException {
    running = library;
    try (var _ = call.abortBy(library::cancel)) {
      return ScopedValue.where(CURRENT, this).call(() -> execute(library));
    }
  }

  /// Ends it after an exception, behind some of which the library closes nothing by itself.
  Next failed(Exception cause) {
    if (running != null) {
      running.cancel();
    }
    return step instanceof Next known
        ? known
        : call.failed(
            connection.failure().orElseGet(() -> OkHttpMessages.translated(cause)),
            head == null && connection.stale(cause));
  }

  private Next execute(okhttp3.Call library) throws IOException {
    try (Response response = library.execute()) {
      Next next = step instanceof Next known ? known : body(response.body().source());
      if (!call.connectionReusable()) {
        library.cancel(); // closing the response alone would read the rest of its body
        connection.close(); // a whole one is in the pool again: its next user finds out
      }
      return next;
    }
  }

  private Next body(BufferedSource body) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long left = announced();
    while (left > 0) {
      int length = body.read(piece.clear().limit((int) Math.min(left, PIECE)));
      if (length < 0) {
        break;
      }
      left -= length;
      if (call.body(piece.flip()) instanceof Next enough) {
        return enough;
      }
    }
    return call.end();
  }

  /// The length of the body, or the most there is: the library knows none of "5, 5" (R22).
  private long announced() throws FetchException {
    Framing framing = Framing.of(requireNonNull(head));
    return framing instanceof Framing.Length(long bytes) ? bytes : Long.MAX_VALUE;
  }

  /// What is to be told of a call's connection.
  static EventListener listener(okhttp3.Call library) {
    return requireNonNull(library.request().tag(OkHttpExchange.class)).connection;
  }

  /// Keeps the head for ourselves and shows the library a 200, of which it makes nothing: it would
  /// repeat a 503 with Retry-After: 0, and throw at a 407.
  static Response intercept(Interceptor.Chain chain) throws IOException {
    OkHttpExchange exchange = requireNonNull(chain.request().tag(OkHttpExchange.class));
    exchange.connection.beforeRequest();
    Response response = chain.proceed(chain.request());
    exchange.head = OkHttpMessages.head(response);
    exchange.step = exchange.call.head(exchange.head);
    if (exchange.step instanceof Next && response.body().contentLength() < -1) {
      throw new ProtocolException("a body that the library cannot close, and keeps its connection");
    }
    return response.newBuilder().code(200).build();
  }

  /// A socket for the library, connected already.
  TcpSocket connected(TcpConnector connector) throws IOException {
    connector.open(origin, call, connection::takes);
    return connection.tcp();
  }

  /// The server that TLS must be with.
  ServerIdentity server() {
    return ServerIdentity.of(origin);
  }

  /// Whether the certificate proves it, which the library asks after the handshake. That has
  /// checked most names already.
  boolean isProven(SSLSession session) {
    return connection.isWith(server(), session);
  }
}
