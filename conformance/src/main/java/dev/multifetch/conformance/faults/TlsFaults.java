package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.conformance.faults.Topic.TLS;
import static dev.multifetch.conformance.rules.Rule.R46;
import static dev.multifetch.conformance.rules.Rule.R47;
import static dev.multifetch.conformance.rules.Rule.R48;

import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Faults about TLS: whether the client talks to the right server, and whether anybody can listen.
final class TlsFaults {

  /// A ServerHello of TLS 1.0: a record of 42 bytes, in it a handshake message of 38.
  private static final byte[] OLD_HELLO =
      HexFormat.of()
          .parseHex(
              "160301002a" // record: handshake, TLS 1.0, 42 bytes
                  + "02000026" // ServerHello of 38 bytes
                  + "0301" // TLS 1.0
                  + "5a".repeat(32) // random
                  + "00" // no session
                  + "002f" // TLS_RSA_WITH_AES_128_CBC_SHA
                  + "00"); // no compression

  private TlsFaults() {}

  static List<Fault> all() {
    return List.of(
        refused(
            "wrong-host",
            "The certificate is for another host",
            () -> Certificates.forNames("other.test")),
        refused("expired", "The certificate expired yesterday", Certificates::expired),
        refused(
            "not-yet-valid",
            "The certificate is valid from tomorrow on",
            Certificates::notYetValid),
        refused("self-signed", "The certificate signed itself", Certificates::selfSigned),
        refused(
            "unknown-authority",
            "An authority that nobody trusts signed the certificate",
            Certificates::ofUnknownAuthority),
        refused(
            "name-in-subject",
            "Only the subject of the certificate names the host",
            "origin.test",
            () -> Certificates.forSubject("origin.test")),
        refused(
            "partial-wildcard",
            "The certificate is for `or*.test`",
            "origin.test",
            () -> Certificates.forNames("or*.test")),
        Fault.of(
                TLS,
                "plain-text",
                "The server answers the handshake in plain HTTP",
                R47,
                End.in(TLS_FAILED),
                () -> Scene.ofRawTls(TlsFaults::plainText))
            .requests(0),
        Fault.of(
                TLS,
                "tls-1.0",
                "The server speaks TLS 1.0",
                R47,
                End.in(TLS_FAILED),
                () -> Scene.ofRawTls(TlsFaults::oldHello))
            .requests(0),
        Fault.of(
                TLS,
                "handshake-stalls",
                "The server never answers the handshake",
                R47,
                End.in(TIMED_OUT),
                () -> Scene.ofRawTls(ScriptedConnection::awaitClientClose))
            .at(Moment.EITHER_TIMEOUT)
            .requests(0),
        Fault.of(
            TLS,
            "no-close-notify",
            "TCP ends an unframed body, and TLS does not say that it is whole",
            R48,
            End.in(CONNECTION_LOST),
            () -> Scene.of(Certificates.forNames("127.0.0.1"), TlsFaults::endOfTcpAlone)),
        Fault.of(
                TLS,
                "many-authorities",
                "The server names a thousand authorities that may sign a certificate of the client",
                R47,
                End.in(TLS_FAILED),
                () ->
                    Scene.of(
                        Certificates.withManyAuthorities("127.0.0.1"),
                        TlsFaults::askForACertificate))
            .requests(0),
        Fault.of(
                TLS,
                "unrecognized-name",
                "The server warns that it does not know the name, and goes on",
                R47,
                End.in(TLS_FAILED),
                () -> Scene.of(Certificates.forNames("127.0.0.1"), TlsFaults::warnOfTheName))
            .requests(0),
        speaking("renegotiation", "The server negotiates anew before it answers", "TLSv1.2"),
        speaking("key-update", "The server changes the keys before it answers", "TLSv1.3"));
  }

  private static Fault refused(String id, String what, Supplier<SSLSocketFactory> tls) {
    return refused(id, what, "127.0.0.1", tls);
  }

  private static Fault refused(
      String id, String what, String host, Supplier<SSLSocketFactory> tls) {
    return Fault.of(
            TLS,
            id,
            what,
            R46,
            End.in(TLS_FAILED),
            () -> Scene.of(tls.get(), host, Scripts.always(Scripts.OK)))
        .requests(0);
  }

  private static Fault speaking(String id, String what, String version) {
    return Fault.of(
        TLS,
        id,
        what,
        R47,
        End.with(200, "ok"),
        () ->
            Scene.of(Certificates.forNames("127.0.0.1"), connection -> speak(connection, version)));
  }

  private static void speak(ScriptedConnection connection, String version) throws IOException {
    SSLSocket socket = (SSLSocket) connection.socket();
    socket.setEnabledProtocols(new String[] {version});
    connection.request();
    socket.startHandshake(); // once more
    connection.answer(Scripts.OK);
    connection.awaitClientClose();
  }

  private static void askForACertificate(ScriptedConnection connection) throws IOException {
    ((SSLSocket) connection.socket()).setWantClientAuth(true);
    connection.request();
    connection.answer(Scripts.OK);
  }

  private static void warnOfTheName(ScriptedConnection connection) throws IOException {
    connection.sendBelowTls(new byte[] {21, 3, 3, 0, 2, 1, 112}); // unrecognized_name
    connection.request();
    connection.answer(Scripts.OK);
  }

  private static void plainText(ScriptedConnection connection) throws IOException {
    connection.socket().getInputStream().read(); // the handshake began
    connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    connection.finish();
    connection.awaitClientClose();
  }

  private static void oldHello(ScriptedConnection connection) throws IOException {
    connection.socket().getInputStream().read();
    connection.send(OLD_HELLO);
    connection.awaitClientClose();
  }

  private static void endOfTcpAlone(ScriptedConnection connection) throws IOException {
    connection.request();
    connection.answer("HTTP/1.1 200 OK\r\n\r\nto the end"); // and the socket below is closed
  }
}
