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
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// One GET over OkHttp 5: sends the head, tells the [UrlFetch] what comes back. It travels as a tag
/// of its request, so that the library's hooks find it.
final class OkHttpExchange extends EventListener {

  private static final int PIECE = 16 << 10; // bytes read at a time

  private final UrlFetch fetch;
  private boolean connected;
  private @Nullable Socket socket;
  private @Nullable ResponseHead head;

  OkHttpExchange(UrlFetch fetch) {
    this.fetch = fetch;
  }

  /// Runs the exchange.
  Next run(okhttp3.Call call) throws IOException {
    try (Response response = call.execute()) {
      Step step = fetch.head(requireNonNull(head));
      Next next = step instanceof Next known ? known : body(response.body().source());
      if (!fetch.connectionReusable()) {
        call.cancel(); // closing the response alone would read the rest of its body
        requireNonNull(socket).close(); // a whole one is in the pool again: its next user finds out
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
  okhttp3.Request request(Request request) {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(HttpUrl.get(request.origin() + request.target()))
            .tag(OkHttpExchange.class, this);
    for (Headers.Field field : request.headers()) {
      builder.addHeader(field.name(), field.value());
    }
    return builder.build();
  }

  static EventListener of(okhttp3.Call call) {
    return requireNonNull(call.request().tag(OkHttpExchange.class));
  }

  /// Keeps the head for ourselves and shows the library a 200, of which it makes nothing: it would
  /// repeat a 503 with Retry-After: 0, and throw at a 407.
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    OkHttpExchange exchange = requireNonNull(chain.request().tag(OkHttpExchange.class));
    exchange.head = headOf(response);
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

  @Override
  public void connectStart(okhttp3.Call call, InetSocketAddress address, Proxy proxy) {
    connected = true;
  }

  @Override
  public void connectionAcquired(okhttp3.Call call, Connection connection) {
    socket = connection.socket();
  }

  /// R41: the connection was not new, and nothing shows that a byte of response came. What would is
  /// the line that the library could not read to its end.
  boolean stale(Exception cause) {
    boolean lineBegun =
        cause.getCause() instanceof EOFException eof
            && !String.valueOf(eof.getMessage()).contains("limit=0 ");
    return socket != null && !connected && head == null && !lineBegun;
  }

  /// The library's exceptions in the JDK's terms.
  static Exception translated(Exception cause) {
    return switch (cause) {
      case ProtocolException e when "unexpected end of stream".equals(e.getMessage()) ->
          new EOFException("connection closed inside the body");
      case IllegalArgumentException e -> new ProtocolException(e.getMessage()); // a length of "-5"
      case IllegalStateException e -> new ProtocolException(e.getMessage()); // a code of "-20"
      default -> cause;
    };
  }
}
