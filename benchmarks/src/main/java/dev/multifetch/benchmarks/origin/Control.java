package dev.multifetch.benchmarks.origin;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// The paths under `/control/`, by which a measurement asks the origin about itself. Each comes
/// over a connection of its own, which ends with it, and neither is counted.
/// - `GET /control/about`: where else it listens
/// - `GET /control/authority`: the certificate, as PEM, of whoever signed that of the TLS port
/// - `GET /control/evidence`: what it saw since the last reset
/// - `POST /control/reset`: forget it
final class Control {

  static final String PATH = "/control/";

  private final Counters counters;
  private final String authority;
  private String about = "";

  Control(Counters counters, String authority) {
    this.counters = counters;
    this.authority = authority;
  }

  void listensAt(String http, String https) {
    about = "http=" + http + "\nhttps=" + https + "\n";
  }

  void answer(HttpServerRequest request) {
    counters.connectionOfControl();
    var response = request.response().putHeader("connection", "close");
    switch (request.uri()) {
      case "/control/about" -> response.end(about);
      case "/control/authority" -> response.end(authority);
      case "/control/evidence" -> response.end(evidence());
      case "/control/reset" -> {
        if (request.method().equals(HttpMethod.POST)) {
          counters.forget();
          response.setStatusCode(204).end();
        } else {
          response.setStatusCode(405).putHeader("allow", "POST").end("POST it\n");
        }
      }
      default -> response.setStatusCode(404).end("no such path\n");
    }
  }

  private String evidence() {
    var seen = counters.evidence();
    return "requests=%d%npeakInFlight=%d%nconnections=%d%nbytes=%d%n"
        .formatted(seen.requests(), seen.peakInFlight(), seen.connections(), seen.bytes());
  }
}
