package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.io.CloseMode;

/// Apache HttpClient 5 over its I/O reactor.
final class ApacheAsync implements BareClient {

  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom()
          .setConnectionManager(
              PoolingAsyncClientConnectionManagerBuilder.create()
                  .setTlsStrategy(new DefaultClientTlsStrategy(Certificates.trust()))
                  .build())
          .build();

  ApacheAsync() {
    client.start();
  }

  @Override
  public Got get(URI url, Map<String, String> headers)
      throws InterruptedException, ExecutionException {
    SimpleHttpRequest get = SimpleRequestBuilder.get(url).build();
    headers.forEach(get::setHeader);
    SimpleHttpResponse response = client.execute(get, null).get();
    byte[] body = response.getBodyBytes();
    return new Got(response.getCode(), body == null ? new byte[0] : body);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
