package dev.multifetch.cli.origin;

import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Scene;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The origin's answers about faults: a page that lists them, what a client needs for some of them,
/// and the way to those that have a port of their own.
final class FaultPages implements AutoCloseable {

  static final String PATH = "/faults";

  private static final String LIST =
      """
      Each fault, what the contract makes of it, and what to fetch to see it.
      The contract allows a body of 1 MiB here: multifetch get --max-body 1M.

      For https, trust the suite's authority:
        curl -s ORIGIN/faults/authority > authority.pem
        multifetch get --cacert authority.pem URL
      For a host that is a name:
        curl -s ORIGIN/faults/hosts > hosts
        JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=hosts multifetch get URL
      """;

  private final FaultScenes scenes;
  private final ScriptedServer server = ScriptedServer.start(this::serve);

  FaultPages(FaultScenes scenes) {
    this.scenes = scenes;
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(ScriptedConnection connection) throws IOException {
    while (true) {
      String target = Scripts.target(connection.request());
      connection.answer(answer(target));
    }
  }

  private String answer(String target) {
    try {
      Optional<String> fault = scenes.destination(target).filter(name -> !name.isEmpty());
      return fault.isPresent() ? fault(fault.get()) : page(target);
    } catch (Exception e) {
      return text("500 Internal Server Error", "this fault needs another machine: " + e + "\n");
    }
  }

  private String fault(String name) throws Exception {
    Optional<Fault> fault = Faults.named(name);
    if (fault.isEmpty()) {
      String words = "there is no fault %s; the faults are\n%s".formatted(name, Faults.names());
      return text("404 Not Found", words);
    }
    String url = scenes.urls(fault.get()).getFirst();
    String words = "%s has a port of its own: fetch %s\n".formatted(name, url);
    return text("307 Temporary Redirect\r\nLocation: " + url, words);
  }

  private String page(String target) throws Exception {
    return switch (target) {
      case PATH -> text("200 OK", list());
      case PATH + "/authority" -> text("200 OK", Certificates.authority());
      case PATH + "/hosts" -> text("200 OK", hosts());
      default -> text("404 Not Found", "no such path; the list of faults is at " + PATH + "\n");
    };
  }

  private String list() throws Exception {
    StringBuilder list = new StringBuilder(LIST.replace("ORIGIN", scenes.origin()));
    for (Fault fault : Fault.all()) {
      list.append("\n%s: %s\n".formatted(fault.id(), fault.what()))
          .append("  The contract: %s, %s\n".formatted(fault.end(), fault.moment()));
      scenes.urls(fault).forEach(url -> list.append("  ").append(url).append('\n'));
      Scene scene = scenes.scene(fault);
      if (!scene.before().isEmpty()) {
        list.append("  Fetch the second URL a second after the first, with the same client.\n");
      }
      scene
          .headers()
          .forEach((name, value) -> list.append("  Send -H '%s: %s'\n".formatted(name, value)));
    }
    return list.toString();
  }

  /// In the format of a hosts file, for the hosts that no resolver outside of the suite knows.
  private String hosts() throws Exception {
    Set<String> lines = new LinkedHashSet<>();
    for (Fault fault : Fault.all()) {
      String host = scenes.scene(fault).urls().getFirst().getHost();
      for (InetAddress address : TestHosts.addresses(host)) {
        lines.add(address.getHostAddress() + " " + host + "\n");
      }
    }
    return String.join("", lines);
  }

  private static String text(String status, String words) {
    return "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, words.length(), words);
  }
}
