package dev.multifetch.pitfalls.threadpool;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// A response is closed where it is used to its end. But there is an earlier way out, for what is
/// too large, and the person who added it looked at the status and not at the connection. It stays
/// leased; after as many of them as the pool has connections, every URL fails.
final class LostLeaseFetcher implements Fetcher {

  private final FetchOptions options;
  private final ExecutorService pool;
  private final CloseableHttpClient client;

  LostLeaseFetcher(FetchOptions options) {
    this.options = options;
    this.pool = Executors.newFixedThreadPool(options.maxInFlight());
    this.client = client(options.maxInFlight(), Timeout.of(options.timeout()));
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var ended = new ExecutorCompletionService<Outcome>(pool);
    int count = 0;
    for (URI url : urls) {
      long index = count++;
      ended.submit(() -> fetchOne(index, url));
    }
    for (; count > 0; count--) {
      onOutcome.accept(ended.take().resultNow());
    }
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      ClassicHttpResponse response = client.executeOpen(null, new HttpGet(url), null);
      if (response.getEntity().getContentLength() > options.maxBodyBytes()) {
        return failed(index, url, new IOException("too large")); // and who closes the response?
      }
      byte[] body = EntityUtils.toByteArray(response.getEntity());
      response.close();
      return fetched(index, url, response.getCode(), body);
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  private static CloseableHttpClient client(int connections, Timeout timeout) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setSocketTimeout(timeout).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setConnectionRequestTimeout(timeout).build())
        .build();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    pool.shutdownNow();
  }
}
