package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// OkHttp 5 with a synchronous call.
final class OkHttp implements BareClient {

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .sslSocketFactory(Certificates.trust().getSocketFactory(), Certificates.trustManager())
          .build();

  @Override
  public Got get(URI url, Map<String, String> headers) throws IOException {
    Request get = new Request.Builder().url(url.toString()).headers(Headers.of(headers)).build();
    try (Response response = client.newCall(get).execute()) {
      return new Got(response.code(), response.body().bytes());
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
