package dev.multifetch.conformance.reference;

import dev.multifetch.HttpProxy;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Request;
import dev.multifetch.http.Tunnel;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// R61 to R64, broken.
final class BrokenProxies {

  private BrokenProxies() {}

  static Stream<Broken> all() {
    return Stream.of(
        asksAProxyLikeAnOrigin(),
        looksTheOriginUpItself(),
        tellsTheOriginThePassword(),
        takesAnyAnswerForATunnel(),
        opensATunnelPerRequest());
  }

  private static Broken asksAProxyLikeAnOrigin() {
    return Broken.by(
        Rule.R61,
        "asks-a-proxy-like-an-origin",
        "GET /path?query HTTP/1.1",
        options ->
            new ReferenceFetcher(
                new Codec(options) {
                  @Override
                  String head(Request request) {
                    return super.head(request).replace("GET " + request.origin(), "GET ");
                  }
                }));
  }

  private static Broken looksTheOriginUpItself() {
    return Broken.by(
        Rule.R61,
        "looks-the-origin-up-itself",
        "unknown host: www.behind.test",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void connect(Link link, List<InetAddress> addresses) throws IOException {
                    super.connect(link, addresses);
                    var _ = lookUp(link.origin.host());
                  }
                }));
  }

  private static Broken tellsTheOriginThePassword() {
    return Broken.by(
        Rule.R62,
        "tells-the-origin-the-password",
        "Proxy-Authorization: Basic",
        options ->
            new ReferenceFetcher(
                new Codec(options) {
                  @Override
                  String head(Request request) {
                    String head = super.head(request);
                    String field =
                        options
                            .proxies()
                            .https()
                            .flatMap(HttpProxy::authorization)
                            .map(value -> "Proxy-Authorization: " + value + "\r\n")
                            .orElse("");
                    return head.substring(0, head.length() - 2) + field + "\r\n";
                  }
                }));
  }

  private static Broken takesAnyAnswerForATunnel() {
    return Broken.by(
        Rule.R63,
        "takes-any-answer-for-a-tunnel",
        "TLS_FAILED",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  boolean isOpen(Tunnel tunnel, byte next) throws IOException {
                    try {
                      return super.isOpen(tunnel, next);
                    } catch (FetchException refused) {
                      return true;
                    }
                  }
                }));
  }

  private static Broken opensATunnelPerRequest() {
    return Broken.by(
        Rule.R64,
        "a-tunnel-per-request",
        "Expected size: 1 but was: 5",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  Optional<Link> idle(Origin origin) {
                    return super.idle(origin).filter(link -> tunnel(link.route).isEmpty());
                  }
                }));
  }
}
