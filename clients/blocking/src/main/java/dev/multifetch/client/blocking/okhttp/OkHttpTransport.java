package dev.multifetch.client.blocking.okhttp;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.TcpConnector;
import dev.multifetch.client.blocking.Transport;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// GETs over OkHttp 5, with its redirects, retries, caches and time-outs switched off.
public final class OkHttpTransport implements Transport {

  /// By default the library would leave out half of the JDK's cipher suites.
  private static final ConnectionSpec JDKS_CIPHERS =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).allEnabledCipherSuites().build();

  /// OkHttp wants an address before it asks for a socket. The socket is already connected, to
  /// another address.
  private static final List<InetAddress> NO_MATTER = List.of(InetAddress.ofLiteral("0.0.0.0"));

  private final FetchOptions options;
  private final OkHttpClient client;
  private final OkHttpClient fresh; // whose connections serve only one exchange (R41)

  public OkHttpTransport(FetchOptions options) {
    this.options = options;
    client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false) // else the library would ask for sockets on its own threads
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(List.of(JDKS_CIPHERS, ConnectionSpec.CLEARTEXT))
            .proxy(Proxy.NO_PROXY) // the sockets are connected to it already, if there is one
            .connectTimeout(Duration.ZERO) // the sockets are connected already
            .readTimeout(Duration.ZERO) // no limit: the timekeeper ends the call
            .writeTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(options.maxInFlight(), 5, TimeUnit.MINUTES)) // R40
            .dns(_ -> NO_MATTER)
            .socketFactory(new OkHttpSockets(new TcpConnector(options)))
            .sslSocketFactory(
                new OkHttpSockets.OverTls(options.sslContext().getSocketFactory()),
                new NeverAsked())
            .hostnameVerifier((_, session) -> OkHttpExchange.current().isProven(session))
            .eventListenerFactory(OkHttpExchange::listener)
            .addNetworkInterceptor(OkHttpExchange::intercept)
            .build();
    fresh = client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  @Override
  public Next exchange(Call call, Send send) {
    OkHttpExchange exchange = new OkHttpExchange(call, send.request(), options);
    OkHttpClient through = send.onFreshConnection() ? fresh : client;
    try {
      return exchange.run(through.newCall(OkHttpMessages.request(send.request(), exchange)));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) { // its parser
      return exchange.failed(e);
    }
  }

  /// How many connections are in use, as the library counts.
  int inUse() {
    ConnectionPool pool = client.connectionPool();
    return pool.connectionCount() - pool.idleConnectionCount();
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll(); // which both clients share
    client.connectionPool().evictAll();
  }

  /// OkHttp wants a trust manager besides the socket factory, to sort pinned certificate chains. We
  /// pin none. The SSLContext itself decides what to trust.
  private static final class NeverAsked implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("not asked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("not asked");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
