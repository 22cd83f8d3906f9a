package dev.multifetch.client.blocking.apache;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.Transport;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// GETs over Apache HttpClient 5. This uses the library's connections and its HTTP/1.1 codec. It
/// does not use `execute`, which adds redirects, retries, decoding, cookies and authentication.
public final class ApacheTransport implements Transport {

  /// A lease never waits for a free connection, but another thread may be the one that hands it
  /// over.
  private static final Timeout HANDED_OVER = Timeout.ofMinutes(1);

  /// Bytes. A connection has three such buffers, and there may be ten thousand connections. Pieces
  /// of a body that are longer do not pass through them.
  private static final int BUFFER = 1 << 10;

  private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(BUFFER).build();

  private static final TimeValue FOR_EVER = TimeValue.NEG_ONE_MILLISECOND;

  private final PoolingHttpClientConnectionManager connections;
  private final TimeValue connectTimeout;
  private final long maxIdle;
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong releases = new AtomicLong();

  public ApacheTransport(FetchOptions options) {
    connectTimeout = TimeValue.of(options.connectTimeout());
    maxIdle = 2L * options.maxInFlight(); // even two batches at once find their connections again
    connections =
        new Builder(new ApacheConnector(options))
            .setMaxConnTotal(Integer.MAX_VALUE) // the model sets the limit: no lease ever waits
            .setMaxConnPerRoute(Integer.MAX_VALUE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND) // R41 is cheaper
                    .build())
            .setConnectionFactory(_ -> connection(options))
            .setTlsSocketStrategy(ApacheTransport::notAsked) // else it reads all authorities here
            .build();
  }

  private static SSLSocket notAsked(
      Socket socket, String host, int port, @Nullable Object attachment, HttpContext context) {
    throw new UnsupportedOperationException("our connector sets up TLS");
  }

  /// The library's builder with a connector of ours.
  private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {
    private final ApacheConnector connector;

    Builder(ApacheConnector connector) {
      this.connector = connector;
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      return connector;
    }
  }

  private ApacheConnection connection(FetchOptions options) {
    String id = "http-" + opened.incrementAndGet();
    return new ApacheConnection(id, CONFIG, options);
  }

  @Override
  public Next exchange(Call call, Send send) {
    ConnectionEndpoint endpoint = lease(send.request().origin());
    ApacheExchange exchange = new ApacheExchange(send.request(), call);
    try (var _ = call.abortBy(() -> endpoint.close(CloseMode.IMMEDIATE))) {
      if (send.onFreshConnection()) {
        endpoint.close(CloseMode.IMMEDIATE);
      }
      boolean reused = endpoint.isConnected();
      if (!reused) {
        connections.connect(
            endpoint, connectTimeout, ApacheConnector.contextOf(send.request().origin(), call));
      }
      call.sendsOver(reused);
      return exchange.run(endpoint, reused);
    } catch (IOException | HttpException e) {
      return call.failed(ApacheExchange.translated(e), exchange.stale(e));
    } finally { // no abort from here on: another call may soon have this connection
      release(endpoint, exchange.connectionReusable());
    }
  }

  private ConnectionEndpoint lease(Origin origin) {
    HttpHost host = new HttpHost(origin.scheme(), origin.host(), origin.port());
    HttpRoute route = new HttpRoute(host, null, origin.secure());
    try {
      return connections.lease("", route, Timeout.DISABLED, null).get(HANDED_OVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before it could lease a connection", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a pool without bounds had no connection to lease", e);
    }
  }

  private void release(ConnectionEndpoint endpoint, boolean reusable) {
    if (!reusable) {
      endpoint.close(CloseMode.IMMEDIATE); // a graceful close would read the rest of the body
    }
    connections.release(endpoint, null, FOR_EVER);
    if (releases.incrementAndGet() % maxIdle == 0 && idle() > maxIdle) { // many origins
      connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
  }

  private int idle() {
    return connections.getTotalStats().getAvailable();
  }

  @Override
  public void close() {
    connections.close(CloseMode.IMMEDIATE);
  }
}
