package dev.multifetch.pitfalls.completablefuture;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;

/// On an interrupt every future is cancelled, and each says that it was. What was cancelled is the
/// last of a chain: it completes, and tells nobody upstream. The one thing that would abort the
/// exchange is what `execute` returned, and nobody kept it. (The JDK's own client is an exception:
/// its futures hand a cancel on.)
final class CancelDownstreamFetcher implements Fetcher {

  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  CancelDownstreamFetcher() {
    client.start();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url));
    }
    try {
      for (CompletableFuture<Outcome> future : futures) {
        onOutcome.accept(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // exceptionally has taken care of it
    } finally {
      futures.forEach(future -> future.cancel(true)); // believed to abort what is at work
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    var exchange = new CompletableFuture<SimpleHttpResponse>();
    var _ = client.execute(SimpleHttpRequest.create("GET", url), completing(exchange));
    return exchange
        .thenApply(response -> fetched(index, url, response.getCode(), response.getBodyBytes()))
        .exceptionally(failure -> failed(index, url, failure));
  }

  private static FutureCallback<SimpleHttpResponse> completing(
      CompletableFuture<SimpleHttpResponse> exchange) {
    return new FutureCallback<>() {
      @Override
      public void completed(SimpleHttpResponse response) {
        exchange.complete(response);
      }

      @Override
      public void failed(Exception failure) {
        exchange.completeExceptionally(failure);
      }

      @Override
      public void cancelled() {
        exchange.cancel(false);
      }
    };
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
