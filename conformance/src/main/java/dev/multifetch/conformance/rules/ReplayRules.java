package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Outcome;
import dev.multifetch.conformance.fixtures.Fixture;
import dev.multifetch.conformance.fixtures.Fixtures;
import dev.multifetch.conformance.fixtures.Fixtures.Delivery;
import dev.multifetch.conformance.fixtures.Replay;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// R14 and R19 for every response of the suite: how its bytes are cut into pieces changes nothing,
/// and a response that is cut off is lost. These tests compare a model with itself; the other rules
/// test whether it is right about the whole response.
public interface ReplayRules {

  /// In seconds, for a test that fetches thousands of responses. It takes about four on an idle
  /// machine.
  long MANY = 120;

  @Test
  @Timeout(value = MANY, threadMode = ThreadMode.SEPARATE_THREAD)
  default void r14_everyResponseByteByByteIsTheSame(Lab lab) throws Exception {
    byteByByte(lab, lab.server(Fixtures.serving(Fixtures.all(), Delivery.BYTE_BY_BYTE)));
  }

  /// Each byte in its own TLS record, so that nothing on the way can join them again.
  @Test
  @Timeout(value = MANY, threadMode = ThreadMode.SEPARATE_THREAD)
  default void r14_everyResponseByteByByteOverTlsIsTheSame(Lab lab) throws Exception {
    byteByByte(
        lab,
        lab.server(
            Certificates.forNames("127.0.0.1"),
            Fixtures.serving(Fixtures.all(), Delivery.BYTE_BY_BYTE)));
  }

  private static void byteByByte(Lab lab, ScriptedServer slow) throws InterruptedException {
    List<Fixture> fixtures = Fixtures.all();
    List<Outcome> whole = FixtureRun.whole(lab, fixtures);
    List<Outcome> pieces = FixtureRun.outcomes(lab, slow, fixtures);
    for (int number = 0; number < fixtures.size(); number++) {
      assertThat(Replay.same(pieces.get(number), whole.get(number)))
          .as(
              "%s byte by byte was %s and at once %s",
              fixtures.get(number), pieces.get(number), whole.get(number))
          .isTrue();
    }
  }

  @Test
  @Timeout(value = MANY, threadMode = ThreadMode.SEPARATE_THREAD)
  default void r19_everyResponseCutAnywhereIsTheSameOrLost(Lab lab) throws Exception {
    List<Fixture> fixtures = Fixtures.all();
    List<Outcome> whole = FixtureRun.whole(lab, fixtures);
    List<List<Replay.Cut>> cuts = Replay.cuts(fixtures);
    ScriptedServer server = lab.server(Fixtures.serving(fixtures, Delivery.AT_ONCE));
    lab.open(FixtureRun.limits(lab))
        .fetchEach(
            cuts.stream().map(same -> server.url(same.getFirst().path())).toList(),
            outcome -> {
              for (Replay.Cut cut : cuts.get((int) outcome.index())) {
                cut.check(outcome, whole.get(cut.number()));
              }
            });
    System.out.printf(
        "%s: %d responses byte by byte and cut at %d places, in %d ways%n",
        lab.variant(), fixtures.size(), cuts.stream().mapToInt(List::size).sum(), cuts.size());
  }
}
