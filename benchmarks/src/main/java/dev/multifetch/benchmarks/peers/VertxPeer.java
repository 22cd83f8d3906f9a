package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Vert.x, its core client.
final class VertxPeer implements Client {

  private final FetchOptions options;
  private final Vertx vertx;
  private final HttpClient client;

  VertxPeer(FetchOptions options) {
    this.options = options;
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setTrustOptions(TrustOptions.wrap(new ContextTrust(options.sslContext())))
                .setConnectTimeout(Math.toIntExact(options.connectTimeout().toMillis()))
                .setReadIdleTimeout(Math.max(1, Math.toIntExact(options.timeout().toSeconds()))),
            new PoolOptions().setHttp1MaxSize(options.maxInFlight())); // its default is 5
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  /// Starts the request on an event loop. On another thread, the future might be complete before
  /// that thread composes on it. Then nobody would wait for the response's body yet, and it would
  /// be dropped.
  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    if (Vertx.currentContext() == null) {
      vertx.runOnContext(_ -> request(url, onEnd));
    } else {
      request(url, onEnd);
    }
  }

  private void request(URI url, Consumer<PeerOutcome> onEnd) {
    client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(url.getScheme().equals("https"))
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setURI(target(url)))
        .compose(request -> request.send())
        .compose(
            response ->
                response.body().map(body -> new PeerOutcome(response.statusCode(), body.length())))
        .otherwise(PeerOutcome.NONE)
        .onSuccess(onEnd::accept);
  }

  private static String target(URI url) {
    return url.getRawQuery() == null
        ? url.getRawPath()
        : url.getRawPath() + "?" + url.getRawQuery();
  }

  @Override
  public void close() throws Exception {
    client.close().await(1, TimeUnit.MINUTES);
    vertx.close().await(1, TimeUnit.MINUTES);
  }
}
