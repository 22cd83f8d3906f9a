package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/// R42 and R47 after the handshake: TLS's own messages do not belong to an exchange, but HTTP bytes
/// that come before a request do matter.
public interface TlsSessionRules {

  /// Where to cut the response for TLS's own messages: before it, in its head, and in its body.
  List<String> HALVES =
      List.of("", "HTTP/1.1 200 OK\r\nConte", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");

  @Test
  default void r47_aRenegotiationIsNoEventOfTheExchange(Lab lab) throws Exception {
    for (String half : HALVES) {
      twiceOverOneConnection(
          lab,
          "TLSv1.2",
          connection -> {
            connection.request();
            connection.send(half);
            FutureTask<String> second = renegotiate(connection);
            connection.answer(Scripts.OK.substring(half.length()));
            await(second);
            connection.answer(Scripts.OK);
          });
    }
  }

  /// Asks for another handshake, and returns when it is over. The client answers only while the
  /// server reads, so the server reads the next request meanwhile.
  private static FutureTask<String> renegotiate(ScriptedConnection connection)
      throws IOException, InterruptedException {
    SSLSocket socket = (SSLSocket) connection.socket();
    CountDownLatch done = new CountDownLatch(1);
    socket.addHandshakeCompletedListener(_ -> done.countDown());
    socket.startHandshake(); // which sends a HelloRequest, and waits for nothing
    FutureTask<String> next = new FutureTask<>(connection::request);
    Thread.ofVirtual().name("next request").start(next);
    done.await();
    return next;
  }

  private static void await(FutureTask<String> request) throws IOException, InterruptedException {
    try {
      request.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Test
  default void r47_aKeyUpdateIsNoEventOfTheExchange(Lab lab) throws Exception {
    for (String half : HALVES) {
      twiceOverOneConnection(
          lab,
          "TLSv1.3",
          connection -> {
            connection.request();
            connection.send(half);
            updateKeys(connection);
            connection.answer(Scripts.OK.substring(half.length()));
            connection.request();
            connection.answer(Scripts.OK);
          });
    }
  }

  private static void updateKeys(ScriptedConnection connection) throws IOException {
    ((SSLSocket) connection.socket()).startHandshake(); // in TLS 1.3, a KeyUpdate that asks for one
  }

  @Test
  default void r47_norIsAKeyUpdateBetweenTwoExchanges(Lab lab) throws Exception {
    whileIdle(lab, "TLSv1.3");
  }

  @Test
  default void r47_norIsARenegotiationBetweenTwoExchanges(Lab lab) throws Exception {
    whileIdle(lab, "TLSv1.2");
  }

  private static void whileIdle(Lab lab, String version) throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch spoken = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            Certificates.forNames("127.0.0.1"),
            speaking(
                version,
                connection -> {
                  connection.request();
                  connection.answer(Scripts.OK);
                  idle.await();
                  ((SSLSocket) connection.socket()).startHandshake();
                  spoken.countDown();
                  connection.request();
                  connection.answer(Scripts.OK);
                  connection.awaitClientClose();
                }));
    Fetcher fetcher = lab.open();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());
    idle.countDown();
    spoken.await();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/second"))).getFirst());
    assertThat(server.connections()).hasSize(1);
  }

  private static void twiceOverOneConnection(Lab lab, String version, Script script)
      throws Exception {
    ScriptedServer server =
        lab.server(Certificates.forNames("127.0.0.1"), speaking(version, script));
    Fetcher fetcher = lab.open();
    for (String path : List.of("/first", "/second")) {
      assertThat(Lab.fetched(fetcher.fetchAll(List.of(server.url(path))).getFirst()).text())
          .isEqualTo("ok");
    }
    assertThat(server.connections())
        .as("connections of two requests, one after another")
        .hasSize(1);
  }

  private static Script speaking(String version, Script script) {
    return connection -> {
      if (connection.socket() instanceof SSLSocket socket) {
        socket.setEnabledProtocols(new String[] {version});
      }
      script.serve(connection);
    };
  }

  /// HTTP/1.1 cannot tell an answer that is too early from one that is very fast.
  @Test
  default void r42_whatComesBeforeTheFirstRequestIsItsAnswer(Lab lab) throws Exception {
    String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    Script early =
        connection -> {
          connection.answer(closing);
          connection.finish();
          connection.awaitClientClose();
        };
    for (ScriptedServer server :
        List.of(
            lab.server(early),
            lab.server(Certificates.forNames("127.0.0.1"), speaking("TLSv1.2", early)),
            lab.server(Certificates.forNames("127.0.0.1"), speaking("TLSv1.3", early)))) {
      Fetcher fetcher = lab.open();
      for (int i = 0; i < 60; i++) {
        assertThat(Lab.fetched(fetcher.fetchAll(List.of(server.url("/" + i))).getFirst()).text())
            .isEqualTo("ok");
      }
    }
  }
}
