package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Jetty's client.
final class JettyPeer implements Client {

  private final FetchOptions options;
  private final HttpClient client;

  JettyPeer(FetchOptions options) {
    this.options = options;
    client = new HttpClient(new HttpClientTransportOverHTTP(connector(options)));
    client.setMaxConnectionsPerDestination(options.maxInFlight());
    client.setMaxRequestsQueuedPerDestination(options.maxInFlight());
    client.setIdleTimeout(options.timeout().toMillis());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, options.userAgent()));
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setFollowRedirects(false);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's client did not start", e);
    }
    client.getProtocolHandlers().clear(); // they would follow redirects, authenticate, and upgrade
    client.getContentDecoderFactories().clear();
  }

  private static ClientConnector connector(FetchOptions options) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(options.sslContext());
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls);
    connector.setConnectTimeout(options.connectTimeout());
    connector.setSelectors(Runtime.getRuntime().availableProcessors());
    return connector;
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes.fetch(this::start, options, urls, listener);
  }

  private void start(URI url, Consumer<PeerOutcome> onEnd) {
    client
        .newRequest(url)
        .send(
            new BufferingResponseListener((int) options.maxBodyBytes()) {
              @Override
              public void onComplete(Result result) {
                onEnd.accept(
                    result.isSucceeded()
                        ? new PeerOutcome(result.getResponse().getStatus(), getContent().length)
                        : PeerOutcome.NONE);
              }
            });
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }
}
