package dev.multifetch.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.conformance.servers.RefusingPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
@Tag("process")
class PeersTest {

  private static final int IN_FLIGHT = 8;
  private static final int URLS = 40;

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

  static List<Contestant> peers() {
    return Peers.inJvm();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void eachUrlIsFetchedOnceAndItsStatusAndLengthAreTold(Contestant peer) throws Exception {
    try (Counter server = Counter.http(peer.concurrency(options()));
        Client client = peer.open(options())) {
      Map<Long, PeerOutcome> told = fetch(peer, client, server.urls(URLS));

      assertThat(told).as(peer.name()).isEqualTo(expected());
      assertThat(server.times())
          .as("how often %s fetched each", peer.name())
          .hasSize(URLS)
          .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void asManyAsMayBeAreInFlightAndNoMore(Contestant peer) throws Exception {
    int most = peer.concurrency(options());
    try (Counter server = Counter.http(most);
        Client client = peer.open(options())) {
      Map<Long, PeerOutcome> _ = fetch(peer, client, server.urls(URLS));

      assertThat(server.peak()).as("%s in flight at once", peer.name()).isEqualTo(most);
      assertThat(server.early()).as("%s left slots empty", peer.name()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void aRefusedConnectionIsToldAsNoStatus(Contestant peer) throws Exception {
    try (RefusingPort nobody = new RefusingPort();
        Client client = peer.open(options())) {
      Map<Long, PeerOutcome> told = fetch(peer, client, Collections.nCopies(1_000, nobody.url()));

      assertThat(told).as(peer.name()).hasSize(1_000);
      assertThat(told.values()).as(peer.name()).containsOnly(PeerOutcome.NONE);
    }
  }

  /// Either the client gives the URLs up, or its loop gives up the client.
  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void aServerThatNeverAnswersHoldsNobodyForEver(Contestant peer) throws Exception {
    FetchOptions impatient =
        FetchOptions.builder().maxInFlight(2).timeout(Duration.ofMillis(200)).build();
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Client client = peer.open(impatient)) {
      URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
      try {
        Map<Long, PeerOutcome> told = fetch(peer, client, List.of(url, url));
        assertThat(told.values()).as(peer.name()).containsOnly(PeerOutcome.NONE);
      } catch (TimeoutException gaveUp) {
        assertThat(gaveUp).as(peer.name()).hasMessageContaining("URLs were left");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void whoTheContextTrustsIsTrusted(Contestant peer) throws Exception {
    FetchOptions trusting = options(client().sslContext());
    try (Counter server = Counter.https(1, server().sslContext());
        Client client = peer.open(trusting)) {
      assertThat(fetch(peer, client, server.urls(URLS))).as(peer.name()).isEqualTo(expected());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void whoTheContextDoesNotTrustIsNotTrusted(Contestant peer) throws Exception {
    try (Counter server = Counter.https(1, server().sslContext());
        Client client = peer.open(options())) {
      Map<Long, PeerOutcome> told = fetch(peer, client, server.urls(3));

      assertThat(told.values()).as(peer.name()).containsOnly(PeerOutcome.NONE);
    }
  }

  @Test
  void everyOneHasANameOfItsOwn() {
    assertThat(peers().stream().map(Contestant::name)).doesNotHaveDuplicates().hasSize(12);
  }

  private static Map<Long, PeerOutcome> fetch(Contestant peer, Client client, List<URI> urls)
      throws Exception {
    Map<Long, PeerOutcome> told = new ConcurrentHashMap<>();
    client.fetch(
        urls,
        (index, status, bytes, _) ->
            assertThat(told.put(index, new PeerOutcome(status, bytes)))
                .as("%s told of URL %d before", peer.name(), index)
                .isNull());
    return told;
  }

  private static Map<Long, PeerOutcome> expected() {
    return IntStream.range(0, URLS)
        .boxed()
        .collect(
            Collectors.toMap(
                n -> (long) n, n -> new PeerOutcome(n == Counter.MISSING ? 404 : 200, 100 + n)));
  }

  private static FetchOptions options() throws GeneralSecurityException {
    return options(SSLContext.getDefault());
  }

  private static FetchOptions options(SSLContext trust) {
    return FetchOptions.builder()
        .maxInFlight(IN_FLIGHT)
        .timeout(Duration.ofSeconds(10))
        .sslContext(trust)
        .build();
  }

  private static HandshakeCertificates server() {
    return new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
  }

  private static HandshakeCertificates client() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(CERTIFICATE.certificate())
        .build();
  }
}
