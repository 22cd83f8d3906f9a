package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/// R46 to R48: which server to trust, and how a TLS connection begins and ends.
public interface TlsRules {

  @Test
  default void r46_aTrustedCertificateForTheHostIsFine(Lab lab) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(Certificates.forNames("localhost", "127.0.0.1"));
      server.enqueue(new MockResponse.Builder().body("secret").build());
      server.start();
      assertThat(Lab.fetched(lab.fetch(server.url("/").uri())).text()).isEqualTo("secret");
    }
  }

  @Test
  default void r46_aCertificateForAnotherHostFails(Lab lab) throws Exception {
    refused(lab, Certificates.forNames("other.test"));
  }

  @Test
  default void r46_anExpiredCertificateFails(Lab lab) throws Exception {
    refused(lab, Certificates.expired());
  }

  @Test
  default void r46_aCertificateThatIsNotYetValidFails(Lab lab) throws Exception {
    refused(lab, Certificates.notYetValid());
  }

  @Test
  default void r46_aSelfSignedCertificateFails(Lab lab) throws Exception {
    refused(lab, Certificates.selfSigned());
  }

  @Test
  default void r46_aCertificateOfAnUnknownAuthorityFails(Lab lab) throws Exception {
    refused(lab, Certificates.ofUnknownAuthority());
  }

  private static void refused(Lab lab, SSLSocketFactory tls) throws InterruptedException {
    ScriptedServer server = lab.server(tls, Scripts.always(Scripts.OK));
    Lab.failed(lab.fetch(server.url("/")), TLS_FAILED);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  default void r47_tlsBefore12Fails(Lab lab) throws Exception {
    for (String version : List.of("\3\1", "\3\2")) { // TLS 1.0 and 1.1
      insteadOfAHandshake(lab, connection -> connection.send(serverHello(version)));
    }
  }

  /// The version that an old server chooses if a client offers a newer version than it knows.
  private static String serverHello(String version) {
    String random = "r".repeat(32);
    String hello =
        version + random + "\0" + "\0\57" + "\0"; // no session, RSA with AES, no compression
    return "\26" + version + "\0\52" + "\2\0\0\46" + hello;
  }

  @Test
  default void r47_anAlertFails(Lab lab) throws Exception {
    insteadOfAHandshake(lab, connection -> connection.send("\25\3\1\0\2\2\106"));
  }

  @Test
  default void r47_plainTextOnATlsPortFails(Lab lab) throws Exception {
    insteadOfAHandshake(
        lab,
        connection -> connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
  }

  @Test
  default void r47_aHandshakeThatIsCutFails(Lab lab) throws Exception {
    insteadOfAHandshake(lab, ScriptedConnection::finish);
    insteadOfAHandshake(lab, ScriptedConnection::reset);
  }

  private static void insteadOfAHandshake(Lab lab, Script script) throws Exception {
    Lab.failed(lab.fetch(notTls(lab, script)), TLS_FAILED);
  }

  /// A TLS port that answers the client's first bytes with this.
  private static URI notTls(Lab lab, Script script) {
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.awaitBytes();
              script.serve(connection);
              connection.awaitClientClose();
            });
    return URI.create("https://127.0.0.1:" + server.port() + "/");
  }

  @Test
  default void r47_aStalledHandshakeTimesOut(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.awaitBytes();
              connection.awaitClientClose();
            });
    URI url = URI.create("https://127.0.0.1:" + server.port() + "/");

    Outcome outcome = lab.fetch(lab.options().timeout(TimeRules.SHORT), url);

    Lab.failed(outcome, TIMED_OUT);
    assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
        .as("time until a handshake was given up")
        .isBetween(TimeRules.SHORT, TimeRules.SHORT.plus(Lab.PROMPTLY));
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r47_aHandshakeMayTakeLongerThanAConnection(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            Certificates.forNames("127.0.0.1"),
            connection -> {
              Thread.sleep(TimeRules.SHORT); // before the first byte of it
              connection.request();
              connection.answer(Scripts.OK);
            });
    Lab.fetched(
        lab.fetch(lab.options().connectTimeout(TimeRules.SHORT.dividedBy(2)), server.url("/")));
  }

  @Test
  default void r48_anUnframedBodyThatIsCutIsLost(Lab lab) throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      ScriptedServer server = unframed(lab, version, ScriptedConnection::cut);
      Lab.failed(lab.fetch(server.url("/")), CONNECTION_LOST);
    }
  }

  @Test
  default void r48_oneThatEndsWithCloseNotifyIsWhole(Lab lab) throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      ScriptedServer server = unframed(lab, version, ScriptedConnection::finish);
      assertThat(Lab.fetched(lab.fetch(server.url("/"))).text()).isEqualTo("all there is");
    }
  }

  private static ScriptedServer unframed(Lab lab, String version, Script end) {
    return lab.server(
        Certificates.forNames("127.0.0.1"),
        connection -> {
          ((SSLSocket) connection.socket()).setEnabledProtocols(new String[] {version});
          connection.request();
          connection.answer("HTTP/1.1 200 OK\r\n\r\nall there is");
          end.serve(connection);
          connection.awaitClientClose();
        });
  }
}
