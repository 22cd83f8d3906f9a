package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ClientHello;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// R10, R13 and R46 again: a fetcher uses the host's name exactly as in the URL for the lookup, the
/// request and the TLS handshake, whatever its library would do with the name.
public interface HostRules {

  /// Ways to write 127.0.0.1 that the JDK reads as an address.
  List<String> ADDRESSES = List.of("127.0.0.1", "127.1", "2130706433", "127.0.0.01");

  @Test
  default void r10_aHostIsLookedUpAsItIsWritten(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    for (String host : TestHosts.UNUSUAL) {
      Lab.fetched(lab.fetch(server.url(host, "/")));
    }
  }

  @Test
  default void r10_soIsOneThatARedirectLeadsTo(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    for (String host : TestHosts.UNUSUAL) {
      String there = server.url(host, "/there").toString();
      ScriptedServer first = lab.server(Scripts.always(Scripts.redirect(302, there)));
      assertThat(Lab.fetched(lab.fetch(first.url("/"))).finalUrl()).isEqualTo(URI.create(there));
    }
  }

  @Test
  default void r10_anAddressMayHaveAnyFormThatTheJdkKnows(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    for (String address : ADDRESSES) {
      Lab.fetched(lab.fetch(server.url(address, "/")));
    }
    for (String otherwise : List.of("0x7f000001", "0x7f.0.0.1", "127.0.0.0x1")) {
      Lab.failed(lab.fetch(server.url(otherwise, "/")), UNKNOWN_HOST);
    }
  }

  @Test
  default void r13_theHostFieldIsTheHostAsItIsWritten(Lab lab) throws Exception {
    for (String host : TestHosts.UNUSUAL) {
      ScriptedServer server = lab.server(Scripts.always(OK));
      Lab.fetched(lab.fetch(server.url(host, "/")));
      assertThat(server.requests())
          .singleElement()
          .asString()
          .contains("\r\nHost: " + host + ":" + server.port() + "\r\n");
    }
  }

  @Test
  default void r46_namesAreIndicatedAsTheyAreWritten(Lab lab) throws Exception {
    for (String host : TestHosts.UNUSUAL) {
      assertThat(indicated(lab, host)).hasValue(withoutFinalDot(host));
    }
  }

  @Test
  default void r46_addressesAreNotIndicated(Lab lab) throws Exception {
    for (String address : ADDRESSES) {
      assertThat(indicated(lab, address)).as("SNI for %s", address).isEmpty();
    }
  }

  private static Optional<String> indicated(Lab lab, String host) throws Exception {
    BlockingQueue<Optional<String>> names = new LinkedBlockingQueue<>();
    ScriptedServer server =
        lab.server(
            connection -> names.add(ClientHello.serverName(connection.socket().getInputStream())));
    URI url = URI.create("https://" + host + ":" + server.port() + "/");
    Lab.failed(lab.fetch(url), TLS_FAILED); // the server says no more
    Optional<String> indicated = names.poll(1, TimeUnit.SECONDS);
    assertThat(indicated).as("what came of a handshake with %s", host).isNotNull();
    return indicated;
  }

  @Test
  default void r46_aTrustedCertificateIsFineForAnyHost(Lab lab) throws Exception {
    for (String host : TestHosts.UNUSUAL) {
      ScriptedServer server =
          lab.server(Certificates.forNames(withoutFinalDot(host)), Scripts.always(OK));
      Lab.fetched(lab.fetch(server.url(host, "/")));
    }
  }

  @Test
  default void r46_aCertificateForAllNamesOfADomainIsFineForOne(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Certificates.forNames("*.unusual.test"), Scripts.always(OK));
    for (String host : List.of("a.unusual.test", "my_host.unusual.test")) {
      Lab.fetched(lab.fetch(server.url(host, "/")));
    }
  }

  @Test
  default void r46_aCertificateForAnotherHostFailsForAnyHost(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            Certificates.forNames("other.test", "my-host.unusual.test", "*.my_host.unusual.test"),
            Scripts.always(OK));
    for (String host : TestHosts.UNUSUAL) {
      Lab.failed(lab.fetch(server.url(host, "/")), TLS_FAILED);
    }
    assertThat(server.requests()).isEmpty();
  }

  private static String withoutFinalDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
