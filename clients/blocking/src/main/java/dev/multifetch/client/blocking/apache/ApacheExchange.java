package dev.multifetch.client.blocking.apache;

import static java.util.Objects.requireNonNull;

import dev.multifetch.Headers;
import dev.multifetch.client.Call;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Request;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Receive;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// One GET over one connection of Apache HttpClient 5: sends the head, and passes what comes back
/// to the [Call].
final class ApacheExchange implements ConnectionEndpoint.RequestExecutor {

  private static final int PIECE = 16 << 10; // bytes read at a time

  private static final HttpContext NOTHING = HttpCoreContext.create(); // nobody reads its content

  private final Request request;
  private final Call call;
  private boolean reused;
  private boolean sent;
  private boolean answered;
  private boolean surplus = true; // until it is known that no bytes are left over
  private @Nullable Next next;

  ApacheExchange(Request request, Call call) {
    this.request = request;
    this.call = call;
  }

  /// Runs the exchange.
  ///
  /// @param reused whether the connection has served before
  Next run(ConnectionEndpoint endpoint, boolean reused) throws IOException, HttpException {
    this.reused = reused;
    endpoint.execute("", head(), this, NOTHING);
    return requireNonNull(next);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest head, HttpClientConnection connection, HttpContext context)
      throws IOException, HttpException {
    if (reused && ((ApacheConnection) connection).unaskedBytes()) { // R20, R42
      throw ConnectionFailures.unaskedBytes();
    }
    connection.sendRequestHeader(head);
    connection.flush();
    sent = true;
    ApacheResponse response;
    Step step;
    do {
      response = (ApacheResponse) connection.receiveResponseHeader();
      answered = true;
      step = call.head(response.head());
    } while (step instanceof Receive && response.head().interim());
    next = step instanceof Next known ? known : body(response);
    surplus = response.surplus();
    return response;
  }

  private Next body(ApacheResponse response) throws IOException {
    InputStream body = response.body();
    byte[] piece = new byte[Math.clamp(response.announced(), 1, PIECE)];
    while (true) {
      int length = body.read(piece);
      if (length < 0) {
        return call.end();
      }
      if (call.body(ByteBuffer.wrap(piece, 0, length)) instanceof Next enough) {
        return enough; // the rest is not read: the connection will be closed
      }
    }
  }

  private ClassicHttpRequest head() {
    HttpHost host =
        new HttpHost(request.origin().scheme(), request.origin().host(), request.origin().port());
    BasicClassicHttpRequest head =
        new BasicClassicHttpRequest(request.method(), host, request.target());
    head.setVersion(HttpVersion.HTTP_1_1);
    for (Headers.Field field : request.headers()) {
      head.addHeader(field.name(), field.value());
    }
    return head;
  }

  /// R41: only if the connection is stale may the request be sent again. A connection that ends
  /// after part of a head is not stale, however little came.
  boolean stale(Exception cause) {
    return reused && (!sent || (!answered && cause instanceof NoHttpResponseException));
  }

  /// Whether another exchange may follow on this connection: not if bytes are left over (R20).
  boolean connectionReusable() {
    return answered && call.connectionReusable() && !surplus;
  }

  /// Translates the library's exceptions into the JDK's.
  static Exception translated(Exception cause) {
    return switch (cause) {
      case HttpException e -> malformed(e);
      default -> cause;
    };
  }

  private static ProtocolException malformed(Exception cause) {
    ProtocolException malformed = new ProtocolException(cause.getMessage());
    malformed.initCause(cause);
    return malformed;
  }
}
