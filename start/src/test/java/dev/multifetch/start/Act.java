package dev.multifetch.start;

import dev.multifetch.conformance.faults.End;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Scene;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// A fault on stage for a program: the URLs to give to it, and the servers that answer.
///
/// @param last the URL whose line is judged
/// @param lengthDue how long its body is, if it has one
record Act(
    Fault fault, Scene scene, List<ScriptedServer> gates, List<URI> urls, URI last, int lengthDue)
    implements AutoCloseable {

  static Act of(Fault fault) throws Exception {
    Scene scene = fault.stage();
    if (scene.before().isEmpty()) {
      URI url = scene.last();
      int length = Verdict.length(fault.end());
      return new Act(fault, scene, List.of(), List.of(url), url, length);
    }
    return inTurn(fault, scene);
  }

  /// The first URL, then the URL of a gate, then the second. The gate answers when the server has
  /// done its part. The servers answer with the path, so a longer path shows whose answer it is.
  private static Act inTurn(Fault fault, Scene scene) throws Exception {
    URI first = scene.before().getFirst();
    URI second = first.resolve("/second-of-two");
    ScriptedServer gate =
        ScriptedServer.start(
            connection -> {
              connection.request();
              scene.last(); // waits for the server
              connection.answer(Scripts.OK);
              connection.awaitClientClose();
            });
    int length = "second-of-two".length();
    if (!fault.end().equals(End.with(200, "second"))) {
      throw new IllegalStateException(fault + " is due to end in another body than its path");
    }
    List<URI> urls = List.of(first, gate.url("/"), second);
    return new Act(fault, scene, List.of(gate), urls, second, length);
  }

  /// Lines of a hosts file. A host that has no address has no line.
  List<String> hosts() {
    List<String> lines = new ArrayList<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(last.getHost())) {
        lines.add(address.getHostAddress() + " " + last.getHost());
      }
    } catch (UnknownHostException _) { // which may be the fault
    }
    return lines;
  }

  /// Whether a program must fetch these URLs one after another.
  boolean isInTurn() {
    return urls.size() > 1;
  }

  boolean needsTls() {
    return last.getScheme().equals("https");
  }

  @Override
  public void close() throws Exception {
    gates.forEach(ScriptedServer::close);
    scene.close();
  }
}
