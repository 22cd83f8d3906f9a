package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.FullListener;
import dev.multifetch.conformance.servers.RefusingPort;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R08 to R10: which URLs are valid, and how their hosts are reached.
public interface UrlRules {

  @Test
  default void r08_aUrlThatCannotBeFetchedIsInvalidAndOpensNoSocket(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    String host = "127.0.0.1:" + server.port();
    List<URI> urls =
        List.of(
            URI.create("ftp://" + host + "/"),
            URI.create("file:///etc/hostname"),
            URI.create("//" + host + "/"),
            URI.create("http:/no-host"),
            URI.create("http:opaque"),
            URI.create("http://127.0.0.1:0/"),
            URI.create("http://127.0.0.1:65536/"),
            URI.create("http://127.0.0.1:99999999999/"),
            URI.create("http://user@" + host + "/"),
            URI.create("http://user:secret@" + host + "/"));

    List<Outcome> outcomes = lab.open().fetchAll(urls);

    assertThat(outcomes).hasSameSizeAs(urls).allSatisfy(o -> Lab.failed(o, INVALID_URL));
    assertThat(server.connections()).isEmpty();
  }

  @Test
  default void r08_nullIsNoUrlAndRefusedAtOnce(Lab lab) {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    List<URI> urls = new ArrayList<>(Collections.nCopies(20, server.url("/"))); // 8 are at work
    urls.add(null);
    assertThatThrownBy(() -> lab.open().fetchEach(urls, _ -> {}))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  default void r09_aRefusedConnectionIsConnectFailed(Lab lab) throws Exception {
    try (RefusingPort nobody = new RefusingPort()) {
      Outcome outcome = lab.fetch(nobody.url());
      Lab.failed(outcome, CONNECT_FAILED);
      assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
          .as("time until a refused connection was reported")
          .isLessThan(Duration.ofSeconds(1)); // of the 2 s that connecting may take
    }
  }

  @Test
  default void r09_aConnectionThatIsNeverAnsweredTimesOut(Lab lab) throws Exception {
    try (var full = FullListener.at("127.0.0.1", 0)) {
      Outcome outcome =
          lab.fetch(
              lab.options().connectTimeout(Duration.ofMillis(200)).timeout(Duration.ofSeconds(4)),
              URI.create("http://127.0.0.1:" + full.port() + "/"));

      Lab.failed(outcome, TIMED_OUT);
      assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
          .as("time until a connection was given up")
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(2)); // far from the 4 s of timeout
    }
  }

  @Test
  default void r09_anAddressThatCannotBeReachedIsConnectFailed(Lab lab) throws Exception {
    Lab.failed(lab.fetch(URI.create("http://" + Scripts.UNREACHABLE + "/")), CONNECT_FAILED);
  }

  @Test
  default void r10_aNameWithoutAnAddressIsUnknownHost(Lab lab) throws Exception {
    Lab.failed(lab.fetch(URI.create("http://no-such-host.invalid/")), UNKNOWN_HOST);
  }

  @Test
  default void r10_aNameThatDnsHasNoRoomForIsUnknownHost(Lab lab) throws Exception {
    Lab.failed(lab.fetch(URI.create("http://a..invalid/")), UNKNOWN_HOST);
    Lab.failed(lab.fetch(URI.create("http://" + "x".repeat(64) + ".invalid/")), UNKNOWN_HOST);
  }
}
