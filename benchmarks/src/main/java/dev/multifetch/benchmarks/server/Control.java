package dev.multifetch.benchmarks.server;

import java.util.function.ObjIntConsumer;

/// The paths under `/control/`, by which a measurement asks the server about itself. Each request
/// uses its own connection, which ends with it. The server counts neither.
/// - `GET /control/about`: the other addresses at which it listens
/// - `GET /control/authority`: the certificate, as PEM, of the authority that clients of the TLS
///   port must trust
/// - `GET /control/evidence`: what it saw since the last reset
/// - `POST /control/reset`: forgets the evidence
final class Control {

  static final String PATH = "/control/";

  private final Counters counters;
  private final String authority;
  private String about = "";

  Control(Counters counters, String authority) {
    this.counters = counters;
    this.authority = authority;
  }

  /// @param hosts at how many addresses it listens for http
  void listensAt(String http, String https, int hosts) {
    about = "http=%s\nhttps=%s\nhosts=%d\n".formatted(http, https, hosts);
  }

  /// Passes status and text to the function that answers.
  void answer(String method, String path, ObjIntConsumer<String> answer) {
    switch (path) {
      case "/control/about" -> answer.accept(about, 200);
      case "/control/authority" -> answer.accept(authority, 200);
      case "/control/evidence" -> answer.accept(evidence(), 200);
      case "/control/reset" -> {
        if (method.equals("POST")) {
          counters.forget();
          answer.accept("forgotten\n", 200);
        } else {
          answer.accept("POST it\n", 405);
        }
      }
      default -> answer.accept("no such path\n", 404);
    }
  }

  private String evidence() {
    var seen = counters.evidence();
    return "requests=%d%npeakInFlight=%d%nconnections=%d%nbytes=%d%n"
        .formatted(seen.requests(), seen.peakInFlight(), seen.connections(), seen.bytes());
  }
}
