package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Apache HttpClient 5, its asynchronous API.
final class ApacheAsyncPeer implements Client {

  private final FetchOptions options;
  private final CloseableHttpAsyncClient client;

  ApacheAsyncPeer(FetchOptions options) {
    this.options = options;
    client =
        HttpAsyncClients.custom()
            .setConnectionManager(connections(options))
            .setUserAgent(options.userAgent())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setConnectionRequestTimeout(Timeout.of(options.timeout()))
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
    client.start();
  }

  private static PoolingAsyncClientConnectionManager connections(FetchOptions options) {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setMaxConnTotal(options.maxInFlight()) // its default is 25
        .setMaxConnPerRoute(options.maxInFlight()) // and 5
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(options.connectTimeout()))
                .setSocketTimeout(Timeout.of(options.timeout()))
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build())
        .setTlsStrategy(new DefaultClientTlsStrategy(options.sslContext()))
        .build();
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    SimpleHttpRequest get = SimpleRequestBuilder.get(url).build();
    Future<SimpleHttpResponse> _ =
        client.execute( // the callback gets the result
            get,
            new FutureCallback<>() {
              @Override
              public void completed(SimpleHttpResponse response) {
                byte[] body = response.getBodyBytes();
                onEnd.accept(new PeerOutcome(response.getCode(), body == null ? 0 : body.length));
              }

              @Override
              public void failed(Exception cause) {
                onEnd.accept(PeerOutcome.NONE);
              }

              @Override
              public void cancelled() {
                onEnd.accept(PeerOutcome.NONE);
              }
            });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
