package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.conformance.servers.Certificates.day;
import static dev.multifetch.conformance.servers.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/// R46 beyond the chain: what a certificate says counts, for whatever reason it is trusted.
public interface CertificateRules {

  @Test
  default void r46_aCertificateThatIsItselfTrustedIsFine(Lab lab) throws Exception {
    Lab.fetched(itselfTrusted(lab, named("127.0.0.1").build()));
  }

  @Test
  default void r46_itsDatesCountAllTheSame(Lab lab) throws Exception {
    refused(itselfTrusted(lab, named("127.0.0.1").validityInterval(day(-2), day(-1)).build()));
    refused(itselfTrusted(lab, named("127.0.0.1").validityInterval(day(1), day(2)).build()));
  }

  @Test
  default void r46_soDoItsNames(Lab lab) throws Exception {
    refused(itselfTrusted(lab, named("other.test").build()));
  }

  private static Outcome itselfTrusted(Lab lab, HeldCertificate certificate)
      throws InterruptedException {
    return fetch(
        lab, "127.0.0.1", Certificates.server(certificate), Certificates.trust(certificate));
  }

  /// RFC 5280 section 6.1: of a trusted authority, only the name and the key count.
  @Test
  default void r46_theDatesOfATrustedAuthorityDoNotCount(Lab lab) throws Exception {
    HeldCertificate authority =
        new HeldCertificate.Builder()
            .commonName("an authority of old")
            .certificateAuthority(0)
            .validityInterval(day(-2), day(-1))
            .build();
    HeldCertificate certificate = named("127.0.0.1").signedBy(authority).build();

    Lab.fetched(
        fetch(lab, "127.0.0.1", Certificates.server(certificate), Certificates.trust(authority)));
  }

  @Test
  default void r46_aNameInTheSubjectIsNone(Lab lab) throws Exception {
    refused(fetch(lab, "origin.test", Certificates.forSubject("origin.test")));
    refused(fetch(lab, "127.0.0.1", Certificates.forSubject("127.0.0.1")));
  }

  @Test
  default void r46_aNameMatchesInAnyCase(Lab lab) throws Exception {
    Lab.fetched(fetch(lab, "origin.test", Certificates.forNames("ORIGIN.test")));
  }

  @Test
  default void r46_aWildcardStandsForTheFirstLabel(Lab lab) throws Exception {
    Lab.fetched(fetch(lab, "origin.test", Certificates.forNames("*.test")));
  }

  /// RFC 9525 section 6.3.
  @Test
  default void r46_aWildcardElsewhereStandsForNothing(Lab lab) throws Exception {
    for (String pattern :
        List.of(
            "*", "*.", "or*.test", "*gin.test", "o*n.test", "origin.*", "*.*", "*.origin.test")) {
      refused(fetch(lab, "origin.test", Certificates.forNames(pattern)));
    }
  }

  private static void refused(Outcome outcome) {
    Lab.failed(outcome, TLS_FAILED);
  }

  private static Outcome fetch(Lab lab, String host, SSLSocketFactory tls)
      throws InterruptedException {
    return fetch(lab, host, tls, Certificates.trust());
  }

  /// Also, a client must refuse a server before it sends a request.
  private static Outcome fetch(Lab lab, String host, SSLSocketFactory tls, SSLContext trust)
      throws InterruptedException {
    ScriptedServer server = lab.server(tls, Scripts.always(Scripts.OK));
    Outcome outcome = lab.fetch(lab.options().sslContext(trust), server.url(host, "/"));
    assertThat(server.requests())
        .as("requests that the server saw before %s", outcome)
        .hasSize(outcome instanceof Fetched ? 1 : 0);
    return outcome;
  }
}
