package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.TLS_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/// R46: whom to talk to.
interface TlsRules {

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
    ScriptedOrigin origin = lab.origin(tls, Scripts.always(Scripts.OK));
    Lab.failed(lab.fetch(origin.url("/")), TLS_FAILED);
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  default void r46_namesAreIndicatedAndAddressesAreNot(Lab lab) throws Exception {
    assertThat(indicated(lab, "origin.test")).containsExactly("origin.test");
    assertThat(indicated(lab, "127.0.0.1")).isEmpty();
  }

  private static List<String> indicated(Lab lab, String host) throws Exception {
    BlockingQueue<List<SNIServerName>> names = new LinkedBlockingQueue<>();
    ScriptedOrigin origin =
        lab.origin(
            Certificates.forNames(host),
            connection -> {
              connection.request();
              SSLSocket socket = (SSLSocket) connection.socket();
              names.add(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
              connection.answer(Scripts.OK);
            });
    Lab.fetched(lab.fetch(origin.url(host, "/")));
    List<SNIServerName> indicated = names.poll(1, TimeUnit.SECONDS);
    assertThat(indicated).isNotNull();
    return indicated.stream()
        .map(name -> new String(name.getEncoded(), java.nio.charset.StandardCharsets.US_ASCII))
        .toList();
  }
}
