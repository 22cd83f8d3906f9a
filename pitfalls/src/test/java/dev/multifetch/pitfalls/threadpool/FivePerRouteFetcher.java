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
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/// The pool has as many threads as were asked for, and the client is the one that everybody takes.
/// It has a pool as well, of connections: five for each host unless told otherwise. All other
/// threads wait for one of those, and a dashboard shows them busy.
final class FivePerRouteFetcher implements Fetcher {

  private final ExecutorService pool;
  private final CloseableHttpClient client = HttpClients.createDefault(); // 5 per route, 25 in all

  FivePerRouteFetcher(FetchOptions options) {
    this.pool = Executors.newFixedThreadPool(options.maxInFlight());
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
      return client.execute(
          new HttpGet(url),
          response -> {
            byte[] body = EntityUtils.toByteArray(response.getEntity());
            return fetched(index, url, response.getCode(), body);
          });
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    pool.shutdownNow();
  }
}
