package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.ServerIdentity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// R46 to R48, broken.
final class BrokenTls {

  private BrokenTls() {}

  static Stream<Broken> all() {
    return Stream.of(
        trustsAnyHost(),
        indicatesNoName(),
        leavesUnusualNamesUnchecked(),
        leavesAllNamesToTheJdk(),
        tellsNoHandshakeFromAnExchange(),
        takesACutForAnEnd());
  }

  private static Broken trustsAnyHost() {
    return Broken.by(Rule.R46, "any-host", "Fetched[", options -> demanding(options, "", true));
  }

  private static Broken indicatesNoName() {
    return Broken.by(Rule.R46, "no-sni", "intranet", options -> demanding(options, "HTTPS", false));
  }

  private static Broken leavesUnusualNamesUnchecked() {
    return Broken.by(
        Rule.R46,
        "unusual-names-unchecked",
        "Fetched[0 https://my_host",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void check(SSLSocket secure, ServerIdentity server) {}
                }));
  }

  private static Broken leavesAllNamesToTheJdk() {
    return Broken.by(
        Rule.R46,
        "all-names-to-the-jdk",
        "TLS_FAILED",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void demand(SSLParameters parameters, ServerIdentity server) {
                    super.demand(parameters, server);
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                  }
                }));
  }

  private static ReferenceFetcher demanding(FetchOptions options, String identity, boolean named) {
    return new ReferenceFetcher(
        new Links(options) {
          @Override
          void demand(SSLParameters parameters, ServerIdentity server) {
            super.demand(parameters, server);
            parameters.setEndpointIdentificationAlgorithm(identity);
            if (!named) {
              parameters.setServerNames(List.of());
            }
          }
        });
  }

  private static Broken tellsNoHandshakeFromAnExchange() {
    return Broken.by(
        Rule.R47,
        "a-handshake-is-no-matter-of-its-own",
        "CONNECTION_LOST",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void handshake(SSLSocket secure) throws IOException {
                    try {
                      super.handshake(secure);
                    } catch (SSLException e) {
                      throw new IOException(e.getMessage(), e);
                    }
                  }
                }));
  }

  private static Broken takesACutForAnEnd() {
    return Broken.by(
        Rule.R48,
        "takes-a-cut-for-an-end",
        "outcome that should be CONNECTION_LOST",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void secured(Link link) {}
                }));
  }
}
