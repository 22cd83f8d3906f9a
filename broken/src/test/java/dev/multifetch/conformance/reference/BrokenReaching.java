package dev.multifetch.conformance.reference;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.Request;
import dev.multifetch.http.Route;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// R65 to R68, broken.
final class BrokenReaching {

  private BrokenReaching() {}

  static Stream<Broken> all() {
    return Stream.of(
        looksUpWhatIsGiven(),
        givesAllPorts(),
        verifiesAllTheSame(),
        tellsAll(),
        awaitsABody(),
        getsInsteadOfHead());
  }

  private static Broken looksUpWhatIsGiven() {
    return Broken.by(
        Rule.R65,
        "looks-up-what-is-given",
        "UNKNOWN_HOST",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> given(Route route) {
                    return List.of();
                  }
                }));
  }

  private static Broken givesAllPorts() {
    return Broken.by(
        Rule.R65,
        "gives-all-ports",
        "outcome that should be UNKNOWN_HOST",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> given(Route route) {
                    return options.addresses().entrySet().stream()
                        .filter(known -> known.getKey().getHostString().equals(route.host()))
                        .flatMap(known -> known.getValue().stream())
                        .toList();
                  }
                }));
  }

  private static Broken verifiesAllTheSame() {
    return Broken.by(
        Rule.R66,
        "verifies-all-the-same",
        "TLS_FAILED",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  SSLContext context() {
                    try {
                      return SSLContext.getDefault();
                    } catch (NoSuchAlgorithmException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                }));
  }

  private static Broken awaitsABody() {
    return Broken.by(
        Rule.R68,
        "awaits-a-body",
        "outcome that should have worked",
        options ->
            new ReferenceFetcher(
                new Codec(options) {
                  @Override
                  boolean alone() {
                    return false;
                  }
                }));
  }

  private static Broken getsInsteadOfHead() {
    return Broken.by(
        Rule.R68,
        "gets-instead-of-head",
        "GET /",
        options ->
            new ReferenceFetcher(
                new Codec(options) {
                  @Override
                  String head(Request request) {
                    return super.head(request).replaceFirst("HEAD ", "GET ");
                  }
                }));
  }

  private static Broken tellsAll() {
    return Broken.by(
        Rule.R67,
        "tells-all",
        "Authorization: first-secret",
        options ->
            new ReferenceFetcher(
                new Codec(options) {
                  private volatile String told = "";

                  @Override
                  String head(Request request) {
                    told = request.headers().first("Authorization").orElse(told);
                    String head = super.head(request);
                    return head.contains("Authorization: ") || told.isEmpty()
                        ? head
                        : head.replaceFirst("\r\n\r\n$", "\r\nAuthorization: " + told + "\r\n\r\n");
                  }
                }));
  }
}
