package dev.multifetch.client.blocking.okhttp;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.TcpConnector;
import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.Request;
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

/// One GET over OkHttp 5: sends the head, and passes what comes back to the [Call]. It is a tag of
/// its request, so that the library's hooks can find it.
final class OkHttpExchange {

  private static final int PIECE = 16 << 10; // bytes read at a time

  private static final ScopedValue<OkHttpExchange> CURRENT = ScopedValue.newInstance();

  private final Call call;
  private final Request request;
  private final FetchOptions options;
  private final OkHttpConnection connection = new OkHttpConnection();
  private okhttp3.@Nullable Call running;
  private @Nullable ResponseHead head;
  private @Nullable Step step;

  OkHttpExchange(Call call, Request request, FetchOptions options) {
    this.call = call;
    this.request = request;
    this.options = options;
  }

  /// The exchange that the calling thread runs.
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

  /// Ends the exchange after an exception. After some exceptions the library itself closes nothing.
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
        library.cancel(); // closing only the response would read the rest of its body
        connection.close(); // after a whole body it is in the pool: its next user finds it closed
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

  /// The length of the body; `Long.MAX_VALUE` if it is not announced. The library does not
  /// understand "5, 5" (R22).
  private long announced() throws FetchException {
    Framing framing = Framing.of(requireNonNull(head));
    return framing instanceof Framing.Length(long bytes) ? bytes : Long.MAX_VALUE;
  }

  /// The object that the library tells about a call's connection.
  static EventListener listener(okhttp3.Call library) {
    return requireNonNull(library.request().tag(OkHttpExchange.class)).connection;
  }

  /// Keeps the head for us, and shows the library a 200, which it passes on. The library would
  /// repeat the request after a 503 with Retry-After: 0, and throw after a 407.
  static Response intercept(Interceptor.Chain chain) throws IOException {
    OkHttpExchange exchange = requireNonNull(chain.request().tag(OkHttpExchange.class));
    exchange.connection.before(exchange.request);
    Response response = chain.proceed(chain.request());
    exchange.head = OkHttpMessages.head(response);
    exchange.step = exchange.call.head(exchange.head);
    if (exchange.step instanceof Next && response.body().contentLength() < -1) {
      throw new ProtocolException("a body that the library cannot close, and keeps its connection");
    }
    return response.newBuilder().code(200).build();
  }

  /// A socket for the library that is already connected.
  TcpSocket connected(TcpConnector connector) throws IOException {
    connector.open(request.origin(), call, connection::takes);
    return connection.tcp();
  }

  /// The server that the certificate must prove.
  ServerIdentity server() {
    return ServerIdentity.of(request.origin(), options);
  }

  /// Whether the certificate proves the server. The library asks this after the handshake, which
  /// has already checked most names.
  boolean isProven(SSLSession session) {
    return connection.isWith(server(), session);
  }
}
