package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// GETs over Apache HttpClient 5. Its connections and its HTTP/1.1 codec are used; its `execute`,
/// with redirects, retries, decoding, cookies and authentication on board, is not.
final class ApacheTransport implements Transport {

  /// No lease waits for a connection, but the thread that is to hand it over may be another one.
  private static final Timeout HANDED_OVER = Timeout.ofMinutes(1);

  private static final int BUFFER = 4 << 10; // bytes; a connection has several

  private static final TimeValue FOR_EVER = TimeValue.NEG_ONE_MILLISECOND;

  private final PoolingHttpClientConnectionManager connections;
  private final TimeValue connectTimeout;
  private final long maxIdle;
  private final AtomicLong releases = new AtomicLong();

  ApacheTransport(FetchOptions options) {
    connectTimeout = TimeValue.of(options.connectTimeout());
    maxIdle = 2L * options.maxInFlight(); // two batches at once still find theirs again
    connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(Integer.MAX_VALUE) // the model is the bound: no lease ever waits
            .setMaxConnPerRoute(Integer.MAX_VALUE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND) // R41 is cheaper
                    .build())
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(options.sslContext()))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(limits(options))
                    .responseParserFactory(_ -> new ApacheHeadParser(options.maxHeadBytes()))
                    .build())
            .build();
  }

  /// A line is no longer than a head: [ApacheHeadParser] bounds that as a whole.
  private static Http1Config limits(FetchOptions options) {
    return Http1Config.custom()
        .setBufferSize(BUFFER)
        .setMaxLineLength(options.maxHeadBytes())
        .build();
  }

  @Override
  public Next exchange(Send send, Call call) {
    ConnectionEndpoint endpoint = lease(send.request().origin());
    call.onAbort(() -> endpoint.close(CloseMode.IMMEDIATE));
    ApacheExchange exchange = new ApacheExchange(send.request(), call.fetch());
    try {
      if (send.onFreshConnection()) {
        endpoint.close(CloseMode.IMMEDIATE);
      }
      boolean reused = endpoint.isConnected();
      if (!reused) {
        connections.connect(endpoint, connectTimeout, HttpClientContext.create());
      }
      return exchange.run(endpoint, reused);
    } catch (IOException | HttpException e) {
      return call.failed(ApacheExchange.translated(e), exchange.stale(e));
    } finally {
      release(endpoint, exchange.connectionReusable());
    }
  }

  private ConnectionEndpoint lease(Origin origin) {
    HttpHost host = new HttpHost(origin.scheme(), origin.host(), origin.port());
    HttpRoute route = new HttpRoute(host, null, origin.secure());
    try {
      return connections.lease("", route, Timeout.DISABLED, null).get(HANDED_OVER);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a pool without bounds had no connection to lease", e);
    }
  }

  private void release(ConnectionEndpoint endpoint, boolean reusable) {
    if (!reusable) {
      endpoint.close(CloseMode.IMMEDIATE); // anything gentler would read the rest of the body
    }
    connections.release(endpoint, null, FOR_EVER);
    if (releases.incrementAndGet() % maxIdle == 0 && idle() > maxIdle) { // many origins, seen once
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
