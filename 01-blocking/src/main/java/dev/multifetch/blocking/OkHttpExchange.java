package dev.multifetch.blocking;

import static java.util.Objects.requireNonNull;

import dev.multifetch.Headers;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// One GET over OkHttp 5: sends the head, tells the [UrlFetch] what comes back. It travels as a tag
/// of its request, so that the library's hooks find it.
final class OkHttpExchange {

  private static final int PIECE = 16 << 10; // bytes read at a time

  private static final ScopedValue<OkHttpExchange> CURRENT = ScopedValue.newInstance();

  private final Call work;
  private final UrlFetch fetch;
  private final OkHttpConnection connection = new OkHttpConnection();
  private okhttp3.@Nullable Call running;
  private @Nullable ResponseHead head;
  private @Nullable Step step;

  OkHttpExchange(Call work) {
    this.work = work;
    this.fetch = work.fetch();
  }

  /// The one that the calling thread runs.
  static OkHttpExchange current() {
    return CURRENT.get();
  }

  /// Runs the exchange.
  Next run(okhttp3.Call call) throws IOException {
    running = call;
    work.onAbort(call::cancel);
    return ScopedValue.where(CURRENT, this).call(() -> execute(call));
  }

  /// Ends it after an exception, behind some of which the library closes nothing by itself.
  Next failed(Exception cause) {
    if (running != null) {
      running.cancel();
    }
    return step instanceof Next known
        ? known
        : work.failed(
            connection.failure().orElseGet(() -> translated(cause)),
            head == null && connection.stale(cause));
  }

  private Next execute(okhttp3.Call call) throws IOException {
    try (Response response = call.execute()) {
      Next next = step instanceof Next known ? known : body(response.body().source());
      if (!fetch.connectionReusable()) {
        call.cancel(); // closing the response alone would read the rest of its body
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
      if (fetch.body(piece.flip()) instanceof Next enough) {
        return enough;
      }
    }
    return fetch.end();
  }

  /// The length of the body, or the most there is: the library knows none of "5, 5" (R22).
  private long announced() throws FetchException {
    Framing framing = Framing.of(requireNonNull(head));
    return framing instanceof Framing.Length(long bytes) ? bytes : Long.MAX_VALUE;
  }

  /// The library's form of a request.
  okhttp3.Request request(Request request) throws UnknownHostException {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder().url(url(request)).tag(OkHttpExchange.class, this);
    for (Headers.Field field : request.headers()) {
      builder.addHeader(field.name(), field.value());
    }
    return builder.build();
  }

  private static HttpUrl url(Request request) throws UnknownHostException {
    try {
      return HttpUrl.get(request.origin() + request.target());
    } catch (IllegalArgumentException e) { // of a URL that is one: a host that DNS cannot know
      throw new UnknownHostException(e.getMessage());
    }
  }

  /// What is to be told of a call's connection.
  static EventListener listener(okhttp3.Call call) {
    return requireNonNull(call.request().tag(OkHttpExchange.class)).connection;
  }

  /// Keeps the head for ourselves and shows the library a 200, of which it makes nothing: it would
  /// repeat a 503 with Retry-After: 0, and throw at a 407.
  static Response intercept(Interceptor.Chain chain) throws IOException {
    OkHttpExchange exchange = requireNonNull(chain.request().tag(OkHttpExchange.class));
    exchange.connection.beforeRequest();
    Response response = chain.proceed(chain.request());
    exchange.head = headOf(response);
    exchange.step = exchange.fetch.head(exchange.head);
    if (exchange.step instanceof Next && response.body().contentLength() < -1) {
      throw new ProtocolException("a body that the library cannot close, and keeps its connection");
    }
    return response.newBuilder().code(200).build();
  }

  private static ResponseHead headOf(Response response) {
    List<Headers.Field> fields = new ArrayList<>();
    response
        .headers()
        .forEach(
            field -> fields.add(new Headers.Field(field.getFirst(), latin1(field.getSecond()))));
    return new ResponseHead(
        response.protocol() == Protocol.HTTP_1_1, response.code(), new Headers(fields));
  }

  /// The library takes values for UTF-8; the contract has a character for a byte.
  private static String latin1(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// A socket for the library to connect.
  TcpSocket newSocket() throws SocketException {
    return connection.newSocket();
  }

  /// The library asks for these on the calling thread, which leaves when the work is ended.
  List<InetAddress> addresses(Names names, String host) throws UnknownHostException {
    try {
      return names.addresses(host, work);
    } catch (UnknownHostException unknown) {
      throw unknown;
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    } finally {
      work.onAbort(requireNonNull(running)::cancel);
    }
  }

  /// The library's exceptions in the JDK's terms.
  private static Exception translated(Exception cause) {
    return switch (cause) {
      case ProtocolException e when "unexpected end of stream".equals(e.getMessage()) ->
          new EOFException("connection closed inside the body");
      case IllegalArgumentException e -> new ProtocolException(e.getMessage());
      case IllegalStateException e -> new ProtocolException(e.getMessage()); // a code of "-20"
      default -> cause;
    };
  }
}
