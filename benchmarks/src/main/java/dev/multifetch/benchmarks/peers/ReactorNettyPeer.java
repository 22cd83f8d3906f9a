package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/// Reactor Netty, on epoll if it is available.
final class ReactorNettyPeer implements Client {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final FetchOptions options;
  private final ConnectionProvider connections;
  private final LoopResources loops;
  private final HttpClient client;

  ReactorNettyPeer(FetchOptions options) {
    this.options = options;
    connections = ConnectionProvider.create("peer", options.maxInFlight());
    loops = LoopResources.create("peer", Runtime.getRuntime().availableProcessors(), true);
    GenericSslContextSpec<?> tls =
        Http11SslContextSpec.forClient()
            .configure(trusting(new ContextTrust(options.sslContext())));
    client =
        HttpClient.create(connections)
            .runOn(loops)
            .protocol(HttpProtocol.HTTP11)
            .disableRetry(true)
            .secure(spec -> spec.sslContext(tls));
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    Disposable _ =
        client
            .get()
            .uri(url)
            .responseSingle(ReactorNettyPeer::outcome)
            .onErrorReturn(PeerOutcome.NONE)
            .subscribe(onEnd);
  }

  private static Mono<PeerOutcome> outcome(HttpClientResponse response, ByteBufMono body) {
    int status = status(response);
    return body.asByteArray()
        .map(bytes -> new PeerOutcome(status, bytes.length))
        .defaultIfEmpty(new PeerOutcome(status, 0));
  }

  /// The same as `status().code()`. That call would name Netty's classes, which only 06-netty may
  /// do.
  private static int status(HttpClientResponse response) {
    return Integer.parseInt(String.valueOf(response.status()), 0, 3, 10); // "200 OK"
  }

  /// The same as `builder -> builder.trustManager(manager)`, by reflection for the same reason.
  private static <B> Consumer<B> trusting(TrustManager manager) {
    return builder -> {
      try {
        builder.getClass().getMethod("trustManager", TrustManager.class).invoke(builder, manager);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this Netty takes no trust manager", e);
      }
    };
  }

  @Override
  public void close() {
    connections.disposeLater().block();
    loops.disposeLater(AT_ONCE, options.timeout()).block();
  }
}
