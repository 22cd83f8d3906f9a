package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The JDK's own client. Its connection pool has no limit, so the lanes set the limit.
final class JdkPeer implements Client {

  private final FetchOptions options;
  private final HttpClient client;

  JdkPeer(FetchOptions options) {
    this.options = options;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connectTimeout())
            .sslContext(options.sslContext())
            .build();
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    HttpRequest get =
        HttpRequest.newBuilder(url).setHeader("User-Agent", options.userAgent()).build();
    CompletableFuture<Void> _ =
        client
            .sendAsync(get, BodyHandlers.ofByteArray())
            .handle((response, failure) -> failure == null ? outcome(response) : PeerOutcome.NONE)
            .thenAccept(onEnd);
  }

  private static PeerOutcome outcome(HttpResponse<byte[]> response) {
    return new PeerOutcome(response.statusCode(), response.body().length);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
