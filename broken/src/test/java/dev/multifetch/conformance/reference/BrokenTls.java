package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.ServerIdentity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// R46 to R48, broken.
final class BrokenTls {

  private BrokenTls() {}

  static Stream<Broken> all() {
    return Stream.of(
        trustsAnyHost(),
        trustsAnyAuthority(),
        leavesItToTheJdk(),
        indicatesNoName(),
        leavesAllNamesToTheJdk(),
        tellsNoHandshakeFromAnExchange(),
        offersFewCipherSuites(),
        takesWhatTlsSaysForBytes(),
        takesACutForAnEnd());
  }

  private static Broken trustsAnyHost() {
    return Broken.by(Rule.R46, "any-host", "Fetched[", options -> demanding(options, "", true));
  }

  private static Broken trustsAnyAuthority() {
    return Broken.by(
        Rule.R46,
        "any-authority",
        "below-a-server: due was refused",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  SSLContext context() {
                    return trustingAll();
                  }
                }));
  }

  private static SSLContext trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private static final class Trusting implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static Broken leavesItToTheJdk() {
    return Broken.by(
        Rule.R46,
        "jdk-alone",
        "Fetched[",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void check(SSLSession session, ServerIdentity server) {}
                }));
  }

  private static Broken indicatesNoName() {
    return Broken.by(Rule.R46, "no-sni", "intranet", options -> demanding(options, "HTTPS", false));
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

          @Override
          void check(SSLSession session, ServerIdentity server) throws SSLException {
            if (!identity.isEmpty()) {
              super.check(session, server);
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

  private static Broken offersFewCipherSuites() {
    return Broken.by(
        Rule.R47,
        "few-cipher-suites",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void demand(SSLParameters parameters, ServerIdentity server) {
                    super.demand(parameters, server);
                    parameters.setCipherSuites(
                        Stream.of(parameters.getCipherSuites())
                            .filter(suite -> !suite.contains("_DHE_"))
                            .toArray(String[]::new));
                  }
                }));
  }

  private static Broken takesWhatTlsSaysForBytes() {
    return Broken.by(
        Rule.R47,
        "takes-what-tls-says-for-bytes",
        "Expected size: 1 but was: 2",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  boolean surplus(Link link) {
                    return link.raw.isReadable() || super.surplus(link);
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
