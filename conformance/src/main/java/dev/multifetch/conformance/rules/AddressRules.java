package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.process.Ledger;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.FullListener;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R11: a name has several addresses, and the fetcher finds one that answers.
public interface AddressRules {

  @Test
  default void r11_anAddressThatRefusesGivesWayToTheNext(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK)); // at 127.0.0.1 alone
    Lab.fetched(lab.fetch(server.url(TestHosts.of("127.0.0.2", "::1", "127.0.0.1"), "/")));
  }

  @Test
  default void r11_soDoesOneThatCannotBeReached(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Lab.fetched(lab.fetch(server.url(TestHosts.of(Scripts.UNREACHABLE, "127.0.0.1"), "/")));
  }

  @Test
  default void r11_ifNoneCanBeReachedItIsConnectFailed(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    String name = TestHosts.of("127.0.0.2", "127.0.0.3", Scripts.UNREACHABLE);
    Lab.failed(lab.fetch(server.url(name, "/")), CONNECT_FAILED);
  }

  @Test
  default void r11_addressesThatDoNotAnswerShareOneBudget(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var first = FullListener.at("127.0.0.2", server.port());
        var second = FullListener.at("127.0.0.3", server.port())) {
      Outcome outcome =
          lab.fetch(
              lab.options().connectTimeout(TimeRules.SHORT).timeout(Duration.ofSeconds(4)),
              server.url(TestHosts.of(first.host(), second.host()), "/"));

      Lab.failed(outcome, TIMED_OUT);
      assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
          .as("time until two addresses were given up")
          .isBetween(TimeRules.SHORT, TimeRules.SHORT.plus(Lab.PROMPTLY));
    }
  }

  @Test
  default void r11_anAddressThatIsSilentGivesWayToTheNext(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var silent = FullListener.at("127.0.0.2", server.port())) {
      reached(lab, server, silent.host(), "127.0.0.1");
    }
  }

  @Test
  default void r11_soDoesOneOfTheOtherFamily(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var silent = FullListener.at("::1", server.port())) {
      reached(lab, server, silent.host(), "127.0.0.1");
    }
  }

  @Test
  default void r11_soDoSeveralOfAllKinds(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var first = FullListener.at("127.0.0.2", server.port());
        var third = FullListener.at("127.0.0.4", server.port())) {
      reached(
          lab, server, first.host(), "127.0.0.3", third.host(), Scripts.UNREACHABLE, "127.0.0.1");
    }
  }

  @Test
  default void r11_soItIsOverTls(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Certificates.forNames("*.silent.test"), Scripts.always(OK));
    try (var silent = FullListener.at("127.0.0.2", server.port())) {
      String host = TestHosts.named("tls.silent.test", silent.host(), "127.0.0.1");
      Lab.fetched(lab.fetch(server.url(host, "/")));
    }
  }

  /// If all addresses but one are silent, the fetcher reaches that one within `connectTimeout`.
  private static void reached(Lab lab, ScriptedServer server, String... addresses)
      throws InterruptedException {
    Outcome outcome = lab.fetch(server.url(TestHosts.of(addresses), "/"));
    Lab.fetched(outcome);
    assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
        .as("time to reach the address that answers")
        .isLessThan(lab.options().build().connectTimeout());
    assertThat(server.connections()).as("connections to the address that answers").hasSize(1);
  }

  @Test
  default void r11_everyAddressHasItsTurnHoweverShortTheBudget(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var first = FullListener.at("127.0.0.2", server.port());
        var second = FullListener.at("127.0.0.3", server.port());
        var third = FullListener.at("127.0.0.4", server.port())) {
      String name = TestHosts.of(first.host(), second.host(), third.host(), "127.0.0.1");
      Duration budget = Duration.ofMillis(720); // under three times a quarter of a second
      Lab.fetched(lab.fetch(lab.options().connectTimeout(budget), server.url(name, "/")));
    }
  }

  @Test
  default void r11_oneThatRefusesLeavesItsTimeToOneThatIsSilent(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var silent = FullListener.at("127.0.0.2", server.port())) {
      Outcome outcome =
          lab.fetch(
              lab.options().connectTimeout(TimeRules.SHORT),
              server.url(TestHosts.of(silent.host(), "127.0.0.3"), "/"));
      Lab.failed(outcome, TIMED_OUT);
    }
  }

  @Test
  default void r11_whatLostIsClosedAtOnce(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var silent = FullListener.at("127.0.0.2", server.port())) {
      Ledger before = Ledger.now();
      Lab.fetched(
          lab.fetch(
              lab.options().connectTimeout(Duration.ofSeconds(8)), // longer than the test waits
              server.url(TestHosts.of(silent.host(), "127.0.0.1"), "/")));
      awaitSockets(before, 2); // of the one connection, here and at the server
    }
  }

  @Test
  default void r11_closeEndsAllThatAreTried(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    try (var first = FullListener.at("127.0.0.2", server.port());
        var second = FullListener.at("127.0.0.3", server.port())) {
      Ledger before = Ledger.now();
      Fetcher fetcher = lab.open(lab.options().connectTimeout(Duration.ofSeconds(8)));
      Running running =
          lab.start(fetcher, List.of(server.url(TestHosts.of(first.host(), second.host()), "/")));
      awaitSockets(before, 2); // both are tried

      fetcher.close();

      assertThat(running.ended(Lab.PROMPTLY)).as("what fetchEach threw").isEmpty();
      Lab.failed(running.next(), CANCELLED);
      awaitSockets(before, 0);
    }
  }

  private static void awaitSockets(Ledger before, int expected) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (Ledger.now().socketsSince(before) != expected && System.nanoTime() < deadline) {
      Thread.sleep(10); // opening and closing send no event; the deadline bounds the wait
    }
    assertThat(Ledger.now().socketsSince(before))
        .as("sockets opened and not closed")
        .isEqualTo(expected);
  }
}
