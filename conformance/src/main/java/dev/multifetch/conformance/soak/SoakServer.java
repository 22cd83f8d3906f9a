package dev.multifetch.conformance.soak;

import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The servers of a soak: one in plain HTTP, one with TLS, one that no client trusts. The path of a
/// request says what the server does with it.
final class SoakServer implements AutoCloseable {

  private final ScriptedServer plain = ScriptedServer.start(this::serve);
  private final ScriptedServer secure =
      ScriptedServer.start(Certificates.forNames("127.0.0.1"), this::serve);
  private final ScriptedServer untrusted =
      ScriptedServer.start(Certificates.selfSigned(), this::serve);
  private volatile CountDownLatch crowd = new CountDownLatch(0);

  private void serve(ScriptedConnection connection) throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      String[] path = connection.request().split(" ", 3)[1].split("/");
      goesOn =
          path[1].equals("crowd")
              ? join(connection)
              : Disturbance.valueOf(path[1]).reply(connection, path[2]);
    }
  }

  private boolean join(ScriptedConnection connection) throws IOException, InterruptedException {
    CountDownLatch mine = crowd;
    mine.countDown();
    if (!mine.await(10, TimeUnit.SECONDS)) {
      return false; // the others gave up long ago
    }
    connection.answer(Scripts.OK);
    return true;
  }

  /// A URL with this disturbance.
  ///
  /// @param token a text that no other response holds
  URI url(Disturbance disturbance, String token, boolean overTls) {
    String path = "/" + disturbance + "/" + token;
    return switch (disturbance) {
      case STALLED_HANDSHAKE -> URI.create("https://127.0.0.1:" + plain.port() + path);
      case UNTRUSTED -> untrusted.url(path);
      case REFUSED -> URI.create("http://127.0.0.1:1" + path); // no user may listen there
      case NOWHERE -> URI.create("http://nowhere.test" + path); // the suite's hosts file knows none
      case NO_URL -> URI.create("ftp://127.0.0.1" + path);
      default -> (overTls ? secure : plain).url(path);
    };
  }

  /// This many URLs. The server answers none before it has the requests for all.
  List<URI> crowd(int size) {
    crowd = new CountDownLatch(size);
    return Stream.generate(() -> plain.url("/crowd")).limit(size).toList();
  }

  /// How many connections are open, after dropping those that have ended.
  long openConnections() {
    List<ScriptedServer> all = List.of(plain, secure, untrusted);
    all.forEach(ScriptedServer::forgetWhatIsOver);
    return all.stream().mapToLong(server -> server.connections().size()).sum();
  }

  @Override
  public void close() {
    plain.close();
    secure.close();
    untrusted.close();
  }
}
