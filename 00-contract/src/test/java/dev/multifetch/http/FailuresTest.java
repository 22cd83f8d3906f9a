package dev.multifetch.http;

import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifetch.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  private final UrlFetch fetch = started("http://a.example/");

  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(new UnknownHostException("a.example"), FailureKind.UNKNOWN_HOST),
        arguments(new ConnectException("refused"), FailureKind.CONNECT_FAILED),
        arguments(new NoRouteToHostException("no route"), FailureKind.CONNECT_FAILED),
        arguments(new SocketTimeoutException("connect"), FailureKind.TIMED_OUT),
        arguments(new SSLHandshakeException("no trust"), FailureKind.TLS_FAILED),
        arguments(new SSLPeerUnverifiedException("wrong host"), FailureKind.TLS_FAILED),
        arguments(new SSLException("not TLS"), FailureKind.TLS_FAILED),
        arguments(new SSLException("x", new IllegalStateException()), FailureKind.TLS_FAILED),
        arguments(
            new SSLException("reset", new SocketException("reset")), FailureKind.CONNECTION_LOST),
        arguments(
            new SSLException("no close_notify", new EOFException()), FailureKind.CONNECTION_LOST),
        arguments(new ProtocolException("bad"), FailureKind.MALFORMED_RESPONSE),
        arguments(new SocketException("reset"), FailureKind.CONNECTION_LOST),
        arguments(new EOFException(), FailureKind.CONNECTION_LOST),
        arguments(new IOException("broken pipe"), FailureKind.CONNECTION_LOST),
        arguments(new IllegalStateException("defect"), FailureKind.INTERNAL),
        arguments(new OutOfMemoryError("heap"), FailureKind.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void r02_theSameFaultIsTheSameKind(Throwable cause, FailureKind kind) {
    assertThat(failed(fetch.failed(cause, false)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void r02_whatATransportKnowsBetterIsTaken(FailureKind kind) {
    FetchException known = new FetchException(kind, "known", new IOException("lower"));

    assertThat(failed(fetch.failed(known, false)).kind()).isEqualTo(kind);
    assertThat(known).hasRootCauseMessage("lower");
  }

  @Test
  void theReasonIsToldWhereTheMessageLeavesItOut() {
    ConnectException vague = new ConnectException("no connection to host");
    vague.initCause(new ConnectException("Connection refused"));
    assertThat(failed(fetch.failed(vague, false)).detail())
        .isEqualTo("no connection to host: Connection refused");
  }

  @Test
  void theDetailIsTheMessage() {
    assertThat(failed(fetch.failed(new SocketException("reset by peer"), false)).detail())
        .isEqualTo("reset by peer");
  }

  @Test
  void theDetailOfAHandshakeMessageThatIsTooLargeIsTheRemedyToo() {
    String jdk =
        "The size of the handshake message (36044) exceeds the maximum allowed size (32768)";
    assertThat(failed(fetch.failed(new SSLProtocolException(jdk), false)).detail())
        .isEqualTo(jdk + ": raise it with -Djdk.tls.maxHandshakeMessageSize=131072");
  }

  @Test
  void theDetailOfACauseWithoutMessageIsItsName() {
    assertThat(failed(fetch.failed(new EOFException(), false)).detail())
        .isEqualTo("java.io.EOFException");
  }

  @Test
  void theDetailOfADefectNamesItsClass() {
    assertThat(failed(fetch.failed(new IllegalStateException("oops"), false)).detail())
        .isEqualTo("java.lang.IllegalStateException: oops");
  }

  @Test
  void theDetailOfACauseThatCannotBeAskedIsItsName() {
    class Broken extends RuntimeException {
      @Override
      public String getMessage() {
        throw new IllegalStateException("of an exception");
      }
    }
    assertThat(failed(fetch.failed(new Broken(), false)).detail()).endsWith("Broken");
  }

  @Test
  void r14_theEndBeforeAByteIsAConnectionLost() {
    assertThat(failed(fetch.failed(new EOFException("no response"), false)).kind())
        .isEqualTo(FailureKind.CONNECTION_LOST);
  }

  @Test
  void r14_theEndBehindAnInterimHeadIsAConnectionLost() {
    fetch.head(Dialogue.head(103));

    assertThat(failed(fetch.failed(new EOFException("inside the head"), false)).kind())
        .isEqualTo(FailureKind.CONNECTION_LOST);
  }
}
