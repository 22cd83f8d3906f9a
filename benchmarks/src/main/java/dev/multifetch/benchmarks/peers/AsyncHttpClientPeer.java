package dev.multifetch.benchmarks.peers;

import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.asynchttpclient.Dsl.config;
import static org.asynchttpclient.Dsl.get;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.asynchttpclient.AsyncCompletionHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Response;
import org.asynchttpclient.netty.ssl.JsseSslEngineFactory;
import org.jspecify.annotations.Nullable;

/// AsyncHttpClient, on epoll if it is available. Its pool has no limit, so the lanes set the limit.
/// The library's own limit would refuse requests instead of making them wait.
final class AsyncHttpClientPeer implements Client {

  private final FetchOptions options;
  private final AsyncHttpClient client;

  AsyncHttpClientPeer(FetchOptions options) {
    this.options = options;
    client =
        asyncHttpClient(
            config()
                .setUserAgent(options.userAgent())
                .setConnectTimeout(options.connectTimeout())
                .setRequestTimeout(options.timeout())
                .setMaxRequestRetry(0)
                .setCookieStore(null)
                .setSslEngineFactory(new JsseSslEngineFactory(options.sslContext()))
                .setUseNativeTransport(true)
                .setUseOnlyEpollNativeTransport(true)
                .setIoThreadsCount(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    Future<?> _ =
        client.executeRequest(
            get(url.toString()),
            new AsyncCompletionHandler<PeerOutcome>() {
              @Override
              public PeerOutcome onCompleted(@Nullable Response response) {
                PeerOutcome outcome = response == null ? PeerOutcome.NONE : outcome(response);
                onEnd.accept(outcome);
                return outcome;
              }

              @Override
              public void onThrowable(Throwable cause) {
                onEnd.accept(PeerOutcome.NONE);
              }
            });
  }

  private static PeerOutcome outcome(Response response) {
    return new PeerOutcome(response.getStatusCode(), response.getResponseBodyAsBytes().length);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
