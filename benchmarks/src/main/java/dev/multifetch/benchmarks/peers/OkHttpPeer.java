package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/// OkHttp 5, its blocking API.
final class OkHttpPeer implements BlockingLoop.Get {

  private final OkHttpClient client;
  private final String userAgent;

  OkHttpPeer(FetchOptions options) {
    userAgent = options.userAgent();
    client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .proxy(Proxy.NO_PROXY)
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.timeout())
            .connectionPool(new ConnectionPool(options.maxInFlight(), 5, TimeUnit.MINUTES))
            .sslSocketFactory(
                options.sslContext().getSocketFactory(), new ContextTrust(options.sslContext()))
            .build();
  }

  @Override
  public PeerOutcome get(URI url) throws IOException {
    Request get =
        new Request.Builder()
            .url(url.toString())
            .header("User-Agent", userAgent)
            .header("Accept-Encoding", "identity") // else it asks for gzip and decodes
            .build();
    try (Response response = client.newCall(get).execute()) {
      return new PeerOutcome(response.code(), response.body().bytes().length);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
