package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// Apache HttpClient 5 with its blocking interface.
final class ApacheClassic implements BareClient {

  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setTlsSocketStrategy(new DefaultClientTlsStrategy(Certificates.trust()))
                  .build())
          .build();

  @Override
  public Got get(URI url, Map<String, String> headers) throws IOException {
    HttpGet get = new HttpGet(url);
    headers.forEach(get::setHeader);
    return client.execute(
        get,
        response -> {
          HttpEntity entity = response.getEntity();
          byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
          return new Got(response.getCode(), body);
        });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
