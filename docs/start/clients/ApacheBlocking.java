import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

final int atOnce = 5;
final ConnectionConfig timeouts =
    ConnectionConfig.custom()
        .setConnectTimeout(10, TimeUnit.SECONDS)
        .setSocketTimeout(10, TimeUnit.SECONDS) // between two reads; none by default
        .build();
final PoolingHttpClientConnectionManagerBuilder connections =
    PoolingHttpClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(timeouts)
        .setMaxConnTotal(atOnce) // 25 by default
        .setMaxConnPerRoute(atOnce); // 5 by default
final CloseableHttpClient client =
    HttpClients.custom().setConnectionManager(connections.build()).build();

void main(String[] urls) {
  try (var pool = Executors.newFixedThreadPool(atOnce)) {
    for (String url : urls) {
      pool.execute(() -> IO.println(fetch(url))); // a thread of the pool waits
    }
  } // the end of the block waits for the last URL
}

String fetch(String url) {
  try {
    return client.execute(
        new HttpGet(url),
        response -> {
          var body = response.getEntity();
          int length = body == null ? 0 : EntityUtils.toByteArray(body).length;
          return "%d, %d bytes: %s".formatted(response.getCode(), length, url);
        });
  } catch (Exception e) {
    return "failed, %s: %s".formatted(e, url);
  }
}
