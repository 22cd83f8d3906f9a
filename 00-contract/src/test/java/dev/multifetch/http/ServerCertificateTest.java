package dev.multifetch.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The certificates are among the resources, with the script that made them.
class ServerCertificateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"name.test", "a.wild.test", "192.0.2.1", "2001:db8::1", "2001:db8:0:0:0:0:0:1"})
  void r46_aHostThatItNamesIsFine(String host) throws Exception {
    X509Certificate certificate = read("names");
    assertThatCode(() -> ServerCertificate.check(certificate, host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.test",
        "subject.test", // it is the subject's
        "a.name.test",
        "test",
        "wild.test",
        ".wild.test",
        "a.b.wild.test",
        "w1.part.test",
        "a.b.two.test",
        "localhost", // "*" is no whole label before others
        "192.0.2.2", // named as if it were a name
        "192.0.2.3",
        "2001:db8::2",
        "::ffff:192.0.2.2"
      })
  void r46_anyOtherIsNot(String host) throws Exception {
    X509Certificate certificate = read("names");
    assertThatThrownBy(() -> ServerCertificate.check(certificate, host))
        .isInstanceOf(SSLException.class)
        .hasMessage("the certificate does not name " + host);
  }

  @Test
  void r46_aSubjectWithoutAlternativeNamesIsNone() throws Exception {
    X509Certificate certificate = read("no-names");
    assertThatThrownBy(() -> ServerCertificate.check(certificate, "subject.test"))
        .isInstanceOf(SSLException.class)
        .hasMessage("the certificate does not name subject.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"for-servers", "for-anything"})
  void r46_oneForTlsServersIsFine(String file) throws Exception {
    X509Certificate certificate = read(file);
    assertThatCode(() -> ServerCertificate.check(certificate, "name.test"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "for-clients,   the certificate is not for TLS servers",
    "for-signing,   the certificate is not for TLS servers",
    "expired,       the certificate is not valid",
    "not-yet-valid, the certificate is not valid"
  })
  void r46_oneForAnotherUseOrTimeIsNot(String file, String objection) throws Exception {
    X509Certificate certificate = read(file);
    assertThatThrownBy(() -> ServerCertificate.check(certificate, "name.test"))
        .isInstanceOf(SSLException.class)
        .hasMessage(objection);
  }

  private static X509Certificate read(String file) throws IOException, CertificateException {
    try (InputStream pem =
        ServerCertificateTest.class.getResourceAsStream("certificates/" + file + ".pem")) {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificate(requireNonNull(pem));
    }
  }
}
