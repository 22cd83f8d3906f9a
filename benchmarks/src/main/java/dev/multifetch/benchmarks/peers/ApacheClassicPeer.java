package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Apache HttpClient 5, its classic API.
final class ApacheClassicPeer implements BlockingLoop.Get {

  private final CloseableHttpClient client;

  ApacheClassicPeer(FetchOptions options) {
    client =
        HttpClients.custom()
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
  }

  private static PoolingHttpClientConnectionManager connections(FetchOptions options) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(options.maxInFlight()) // its default is 25
        .setMaxConnPerRoute(options.maxInFlight()) // and 5
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX) // no lock for which all threads wait
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(options.connectTimeout()))
                .setSocketTimeout(Timeout.of(options.timeout()))
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build())
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(options.sslContext()))
        .build();
  }

  @Override
  public PeerOutcome get(URI url) throws IOException {
    return client.execute(new HttpGet(url), ApacheClassicPeer::outcome);
  }

  private static PeerOutcome outcome(ClassicHttpResponse response) throws IOException {
    byte[] body = EntityUtils.toByteArray(response.getEntity());
    return new PeerOutcome(response.getCode(), body.length);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
