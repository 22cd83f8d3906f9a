package dev.multifetch.pitfalls.completablefuture;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/// Nothing here waits, so one I/O thread is enough for all. Then a response turns out to be a
/// redirect, and the callback needs what it leads to *now*: it waits for it, if only for a second.
/// But a callback runs on the I/O thread, and who waits is the only one who could bring it.
final class WaitInCallbackFetcher implements Fetcher {

  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom()
          .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
          .disableRedirectHandling()
          .build();

  WaitInCallbackFetcher() {
    client.start();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url));
    }
    futures.forEach(future -> onOutcome.accept(future.join()));
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    var exchange = new CompletableFuture<SimpleHttpResponse>();
    var _ = client.execute(SimpleHttpRequest.create("GET", url), completing(exchange));
    return exchange
        .thenApply(response -> fetchedOrFollowed(index, url, response))
        .exceptionally(failure -> failed(index, url, failure));
  }

  private Outcome fetchedOrFollowed(long index, URI url, SimpleHttpResponse response) {
    Header location = response.getFirstHeader("Location");
    return location == null
        ? fetched(index, url, response.getCode(), body(response))
        : fetchOne(index, url.resolve(location.getValue()))
            .orTimeout(1, TimeUnit.SECONDS)
            .join(); // on the I/O thread
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

  private static byte[] body(SimpleHttpResponse response) {
    return response.getBodyBytes() == null ? new byte[0] : response.getBodyBytes();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
