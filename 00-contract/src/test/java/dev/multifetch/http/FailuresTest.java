package dev.multifetch.http;

import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifetch.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
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
  void theDetailOfACauseWithoutMessageIsItsKindInWords() {
    assertThat(failed(fetch.failed(new EOFException(), false)).detail())
        .isEqualTo("connection lost");
  }

  @Test
  void theNameOfAClassThatAMessageQuotesIsLeftOut() {
    IOException quoting = new IOException("not sent: java.nio.channels.ClosedException: no room");
    assertThat(failed(fetch.failed(quoting, false)).detail()).isEqualTo("not sent: no room");
  }

  @Test
  void aHostThatIsNotKnownIsSaidToBeUnknown() {
    assertThat(failed(fetch.failed(new UnknownHostException("a.example"), false)).detail())
        .isEqualTo("unknown host: a.example");
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        arguments(
            handshake("PKIX path building failed", new CertPathBuilderException("unable to find")),
            "no trusted authority has signed the certificate"),
        arguments(
            handshake(
                "PKIX path validation failed",
                new CertPathValidatorException(
                    "validity check failed", new CertificateExpiredException("NotAfter: 1 Nov"))),
            "the certificate has expired (NotAfter: 1 Nov)"),
        arguments(
            handshake("x", new CertificateNotYetValidException("NotBefore: 1 Nov")),
            "the certificate is not valid yet (NotBefore: 1 Nov)"),
        arguments(
            handshake("x", new CertPathValidatorException("key too small")),
            "the certificate or its authority's is not acceptable: key too small"),
        arguments(
            handshake(
                "x",
                new CertificateException(
                    "No subject alternative names matching IP address 127.0.0.1 found")),
            "the certificate does not name 127.0.0.1"),
        arguments(
            handshake(
                "x",
                new CertificateException(
                    "No subject alternative DNS name matching a.example found.")),
            "the certificate does not name a.example"),
        arguments(
            handshake("x", new CertificateException("No subject alternative names present")),
            "the certificate names no host"),
        arguments(
            new SSLHandshakeException("Received fatal alert: protocol_version"),
            "the server refused the TLS handshake: protocol_version"),
        arguments(
            new SSLException("Unsupported or unrecognized SSL message"),
            "the server's answer is not TLS"),
        arguments(
            new SSLHandshakeException("(illegal_parameter) improper ciphersuite"),
            "improper ciphersuite"));
  }

  private static SSLException handshake(String message, Throwable reason) {
    SSLException failure = new SSLHandshakeException("(bad_certificate) " + message);
    failure.initCause(reason);
    return failure;
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void theDetailOfAHandshakeHasNoWordsOfTheJdksOwn(SSLException cause, String detail) {
    assertThat(failed(fetch.failed(cause, false)).detail()).isEqualTo(detail);
  }

  static Stream<Arguments> addresses() throws UnknownHostException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    byte[] bytes = loopback.getAddress();
    return Stream.of(
        arguments(new InetSocketAddress(loopback, 1), "127.0.0.1:1"),
        arguments(
            new InetSocketAddress(InetAddress.getByAddress("a.example", bytes), 1),
            "a.example:1 (127.0.0.1)"),
        arguments(new InetSocketAddress(InetAddress.ofLiteral("::1"), 1), "[::1]:1"),
        arguments(
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8::a:0:1"), 1),
            "[2001:db8::a:0:1]:1"),
        arguments(InetSocketAddress.createUnresolved("a.example", 1), "a.example:1"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void anAddressIsWrittenAsInAUrl(InetSocketAddress address, String shown) {
    assertThat(ConnectionFailures.notConnected(address, new ConnectException("refused")))
        .hasMessage(shown + ": refused");
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
