package dev.multifetch.conformance.soak;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;

import dev.multifetch.FailureKind;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// What may happen to a URL of the soak, also nothing bad: what the server does, and the one kind
/// of outcome that it must lead to.
@SuppressWarnings("ImmutableEnumChecker") // replies are functions without state
enum Disturbance {
  OK(Reply.kept(token -> Scripts.ok(token))),
  CHUNKED(
      Reply.kept(
          token ->
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                  .formatted(token.length(), token))),
  GZIP(Reply.kept(token -> Gzip.response(token))),
  INTERIM(Reply.kept(token -> "HTTP/1.1 103 Early Hints\r\n\r\n" + Scripts.ok(token))),
  MISSING(
      Reply.kept(
          token ->
              "HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(token.length(), token))),
  REDIRECT(Reply.kept(token -> Scripts.redirect(302, "/OK/" + token))),
  SLOW(
      (connection, token) -> {
        Thread.sleep(token.hashCode() & 31); // milliseconds, so that connections overlap
        connection.answer(Scripts.ok(token));
        return true;
      }),
  PIECES(
      (connection, token) -> {
        for (char piece : Scripts.ok(token).toCharArray()) {
          connection.send(String.valueOf(piece));
        }
        return true;
      }),
  UNFRAMED(Reply.finished(token -> "HTTP/1.1 200 OK\r\n\r\n" + token)),
  CLOSING(
      Reply.finished(
          token ->
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(token.length(), token))),
  STALE(Reply.cut(token -> Scripts.ok(token))), // the next request on it finds it closed
  SURPLUS(Reply.kept(token -> Scripts.ok(token) + "HTTP/1.1 408 Too Late\r\n\r\n")),

  NO_BYTE(CONNECTION_LOST, Reply.cut(_ -> "")),
  HALF_A_HEAD(CONNECTION_LOST, Reply.cut(_ -> "HTTP/1.1 200 OK\r\nContent-Len")),
  HALF_A_BODY(CONNECTION_LOST, Reply.cut(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")),
  RESET(CONNECTION_LOST, Reply.reset("")),
  RESET_IN_BODY(CONNECTION_LOST, Reply.reset("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")),
  NO_HTTP(MALFORMED_RESPONSE, Reply.kept(_ -> "SSH-2.0-OpenSSH_9.9\r\n\r\n")),
  BAD_CHUNK(
      MALFORMED_RESPONSE,
      Reply.kept(_ -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")),
  HUGE_HEAD(TOO_LARGE, Reply.kept(_ -> "HTTP/1.1 200 OK\r\nX: " + "x".repeat(64 << 10))),
  HUGE_BODY(TOO_LARGE, Reply.kept(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx")),
  BOMB(TOO_LARGE, Reply.kept(_ -> Gzip.BOMB)),
  ENDLESS(
      TOO_LARGE,
      (connection, _) -> {
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        while (true) { // until the client gives up
          connection.send("x".repeat(8 << 10));
        }
      }),
  NO_GZIP(
      UNDECODABLE,
      Reply.kept(
          _ -> "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone")),
  LOOP(REDIRECT_REFUSED, Reply.kept(token -> Scripts.redirect(302, "/LOOP/" + token))),
  SILENT(
      TIMED_OUT,
      (connection, _) -> {
        connection.awaitClientClose();
        return false;
      }),
  DRIPPING_HEAD(TIMED_OUT, Reply.dripping("HTTP/1.1 200 OK\r\nX: ")),
  DRIPPING_BODY(TIMED_OUT, Reply.dripping("HTTP/1.1 200 OK\r\n\r\n")),

  STALLED_HANDSHAKE(TIMED_OUT),
  UNTRUSTED(TLS_FAILED),
  REFUSED(CONNECT_FAILED),
  NOWHERE(UNKNOWN_HOST),
  NO_URL(INVALID_URL);

  /// How many of them lead to no failure; these come first.
  static final int FETCHED =
      Math.toIntExact(Stream.of(values()).filter(f -> f.kind.isEmpty()).count());

  private final Optional<FailureKind> kind;
  private final Reply reply;

  Disturbance(Reply reply) {
    this.kind = Optional.empty();
    this.reply = reply;
  }

  Disturbance(FailureKind kind, Reply reply) {
    this.kind = Optional.of(kind);
    this.reply = reply;
  }

  /// A disturbance before any request is sent.
  Disturbance(FailureKind kind) {
    this(
        kind,
        (_, _) -> {
          throw new IllegalStateException("a request came where none can");
        });
  }

  /// How a URL with this disturbance fails; empty if it must be fetched.
  Optional<FailureKind> kind() {
    return kind;
  }

  /// The status of a response that is fetched.
  int status() {
    return this == MISSING ? 404 : 200;
  }

  /// Runs the server's side of a request for this URL.
  ///
  /// @return whether the connection goes on
  boolean reply(ScriptedConnection connection, String token)
      throws IOException, InterruptedException {
    return reply.to(connection, token);
  }
}
