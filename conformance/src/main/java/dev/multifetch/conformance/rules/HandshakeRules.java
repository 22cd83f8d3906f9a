package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TLS_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/// R47 again: every variant can do what the JDK's TLS can do, and no more.
public interface HandshakeRules {

  @Test
  default void r47_anyCipherSuiteOfTheJdkIsFine(Lab lab) throws Exception {
    SSLSocketFactory ecdsa = Certificates.forNames("127.0.0.1");
    SSLSocketFactory rsa = Certificates.withRsa("127.0.0.1");
    Fetcher fetcher = lab.open();
    for (String suite : SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites()) {
      if (suite.contains("ECDSA_WITH") || suite.contains("DHE_RSA_WITH")) { // of TLS 1.2
        ScriptedServer server = only(lab, suite.contains("_ECDSA_") ? ecdsa : rsa, suite);
        assertThat(fetcher.fetchAll(List.of(server.url("/"))).getFirst())
            .as(suite)
            .isInstanceOf(Fetched.class);
      }
    }
  }

  private static ScriptedServer only(Lab lab, SSLSocketFactory tls, String suite) {
    return lab.server(
        tls,
        connection -> {
          ((SSLSocket) connection.socket()).setEnabledCipherSuites(new String[] {suite});
          connection.request();
          connection.answer(Scripts.OK);
          connection.awaitClientClose();
        });
  }

  @Test
  default void r47_aHandshakeMessageOverTheLimitOfTheJdkSaysHowToRaiseIt(Lab lab) throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      ScriptedServer server =
          lab.server(
              Certificates.withManyAuthorities("127.0.0.1"),
              connection -> {
                SSLSocket socket = (SSLSocket) connection.socket();
                socket.setEnabledProtocols(new String[] {version});
                socket.setWantClientAuth(true);
                connection.request();
                connection.answer(Scripts.OK);
              });
      Failed failed = Lab.failed(lab.fetch(server.url("/")), TLS_FAILED);
      assertThat(failed.detail()).contains("jdk.tls.maxHandshakeMessageSize");
    }
  }

  /// This server goes on, as few servers do (RFC 6066 section 3). The JDK does not.
  @Test
  default void r47_theWarningThatTheNameIsUnknownFails(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            Certificates.forNames("origin.test"),
            connection -> {
              connection.sendBelowTls(new byte[] {21, 3, 3, 0, 2, 1, 112}); // alert, 1: warning
              connection.request();
              connection.answer(Scripts.OK);
            });
    Lab.failed(lab.fetch(server.url("origin.test", "/")), TLS_FAILED);
  }
}
