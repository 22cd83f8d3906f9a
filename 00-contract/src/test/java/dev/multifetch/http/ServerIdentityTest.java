package dev.multifetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdentityTest {

  /// For DNS:My_Host.example, DNS:*.domain.example, DNS:*.com, DNS:*.two_labels.com, IP:127.0.0.1,
  /// URI:http://uri_name.example/; its common name is ignored_name.example.
  private static final String NAMES =
      """
      -----BEGIN CERTIFICATE-----
      MIIB+zCCAaKgAwIBAgIUVwoXBQIv2sWmxr2/7sLwNDXZ2akwCgYIKoZIzj0EAwIw
      HzEdMBsGA1UEAwwUaWdub3JlZF9uYW1lLmV4YW1wbGUwHhcNMjYxMTI5MjEwMjA5
      WhcNMzYxMTI2MjEwMjA5WjAfMR0wGwYDVQQDDBRpZ25vcmVkX25hbWUuZXhhbXBs
      ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJ+EQfzZgfsrovRnMGaDZw6BHxfr
      ZH7YZeAWvWlE3sacgDon/bMAGHjQd53DpbqacNa2w9rMejtiUsJLdxf0KZijgbsw
      gbgwHQYDVR0OBBYEFGJW0zwKu8kCyZF6ugVohfA3cY2iMB8GA1UdIwQYMBaAFGJW
      0zwKu8kCyZF6ugVohfA3cY2iMA8GA1UdEwEB/wQFMAMBAf8wZQYDVR0RBF4wXIIP
      TXlfSG9zdC5leGFtcGxlghAqLmRvbWFpbi5leGFtcGxlggUqLmNvbYIQKi50d29f
      bGFiZWxzLmNvbYcEfwAAAYYYaHR0cDovL3VyaV9uYW1lLmV4YW1wbGUvMAoGCCqG
      SM49BAMCA0cAMEQCIFqmOa5/Lu+J5zIB7nuvscu2QWRaJSoF4rbjr2BEHqsyAiBe
      jf62PRV4qgMVXb722dySwIjL+/768YadkuUVC8kEIw==
      -----END CERTIFICATE-----
      """;

  /// For its common name ignored_name.example, and no other.
  private static final String NO_NAMES =
      """
      -----BEGIN CERTIFICATE-----
      MIIBlDCCATmgAwIBAgIUAjRwZ6JYunZkxoARQeK+ca+KhN0wCgYIKoZIzj0EAwIw
      HzEdMBsGA1UEAwwUaWdub3JlZF9uYW1lLmV4YW1wbGUwHhcNMjYxMTI5MjEwMjA5
      WhcNMzYxMTI2MjEwMjA5WjAfMR0wGwYDVQQDDBRpZ25vcmVkX25hbWUuZXhhbXBs
      ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCvIb3OPtwtejWuyg3J2PwF14gtz
      f7L9+Yn7a89IjJP6tM6OxlpVgbjIIT1egGi8gAf1l9IB8jOBYFIN8e6mJG2jUzBR
      MB0GA1UdDgQWBBR6/DGQDzDnOY/likQ5VGcgsNxSSDAfBgNVHSMEGDAWgBR6/DGQ
      DzDnOY/likQ5VGcgsNxSSDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kA
      MEYCIQCmifM+hc/EI1fmVIlqYP53MskWZRE1UkucbM+JuA8AVgIhAIgDkis+v6Ta
      ++78Yyp+bw2RFzGoVf+Agglex5vFAjS6
      -----END CERTIFICATE-----
      """;

  @ParameterizedTest
  @CsvSource({
    "a.example,          a.example,          HTTPS",
    "a.example.,         a.example,          HTTPS",
    "intranet,           intranet,           HTTPS",
    "7.a-b.example,      7.a-b.example,      HTTPS",
    "xn--bcher-kva.test, xn--bcher-kva.test, HTTPS",
    "my_host.example,    my_host.example,",
    "my_host.example.,   my_host.example,",
    "~a.example,         ~a.example,",
    "-a.example,         -a.example,",
    "a..example,         a..example,"
  })
  void r46_aNameIsIndicated_andCheckedByTheJdkWhereItCan(
      String host, String indicated, String algorithm) throws FetchException {
    SSLParameters demanded = demanded(host);
    assertThat(demanded.getServerNames())
        .singleElement()
        .satisfies(
            name -> {
              assertThat(name.getType()).isZero();
              assertThat(name.getEncoded())
                  .asString(StandardCharsets.US_ASCII)
                  .isEqualTo(indicated);
            });
    assertThat(demanded.getEndpointIdentificationAlgorithm()).isEqualTo(algorithm);
    assertThat(identity(host).host()).isEqualTo(indicated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1", "[::1]"})
  void r46_anAddressIsNotIndicated(String host) throws FetchException {
    assertThat(demanded(host).getServerNames()).isEmpty();
    assertThat(demanded(host).getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
  }

  @Test
  void theSameUnusualNameIsEqual_soThatASessionCanBeResumed() throws FetchException {
    SNIServerName one = demanded("my_host.example").getServerNames().getFirst();
    assertThat(one).isEqualTo(demanded("my_host.example").getServerNames().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my_host.example", "my_host.example.", "a_b.domain.example", "~a.domain.example"})
  void r46_whatTheCertificateNamesIsProven(String host) throws FetchException {
    ServerIdentity identity = identity(host);
    assertThatCode(() -> identity.check(session(NAMES))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my_host.example.org",
        "a.my_host.example",
        "ignored_name.example",
        "uri_name.example",
        "a_b.c.domain.example",
        "_.xdomain.example",
        "_domain.example",
        "_"
      })
  void r46_nothingElseIs(String host) throws FetchException {
    ServerIdentity identity = identity(host);
    assertThatThrownBy(() -> identity.check(session(NAMES)))
        .isInstanceOf(SSLPeerUnverifiedException.class)
        .hasMessage("the certificate does not name " + host);
  }

  @Test
  void r46_aCommonNameProvesNothing() throws FetchException {
    ServerIdentity identity = identity("ignored_name.example");
    assertThatThrownBy(() -> identity.check(session(NO_NAMES)))
        .isInstanceOf(SSLPeerUnverifiedException.class);
  }

  private static ServerIdentity identity(String host) throws FetchException {
    return ServerIdentity.of(
        Origin.of(URI.create("https://" + host + "/")), FetchOptions.defaults());
  }

  private static SSLParameters demanded(String host) throws FetchException {
    SSLParameters parameters = new SSLParameters();
    identity(host).demandIn(parameters);
    return parameters;
  }

  private static SSLSession session(String pem) throws CertificateException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
    return (SSLSession)
        Proxy.newProxyInstance(
            ServerIdentityTest.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (_, _, _) -> new Certificate[] {certificate});
  }
}
