package dev.multifetch.conformance.rules;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.fixtures.BodyFixtures;
import dev.multifetch.conformance.fixtures.Fixture;
import dev.multifetch.conformance.fixtures.Fixtures;
import dev.multifetch.conformance.fixtures.Fixtures.Delivery;
import dev.multifetch.conformance.fixtures.HeadFixtures;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.util.List;

/// Sends fixtures to the model under test.
final class FixtureRun {

  private FixtureRun() {}

  /// Checks that each fixture has its required result in the model.
  static void check(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    List<Outcome> outcomes = whole(lab, fixtures);
    for (int number = 0; number < fixtures.size(); number++) {
      fixtures.get(number).check(outcomes.get(number));
    }
  }

  /// The outcome of each response if it comes in one piece.
  static List<Outcome> whole(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    return outcomes(lab, lab.server(Fixtures.serving(fixtures, Delivery.AT_ONCE)), fixtures);
  }

  /// The outcome of each response that this server sends.
  static List<Outcome> outcomes(Lab lab, ScriptedServer server, List<Fixture> fixtures)
      throws InterruptedException {
    return Fixtures.outcomes(lab.open(limits(lab)), server, fixtures);
  }

  /// Options with the limits that the fixtures' sizes depend on. If bytes after a body may meet the
  /// next request, only one request is in flight at a time.
  static FetchOptions.Builder limits(Lab lab) {
    FetchOptions.Builder options =
        lab.options().maxBodyBytes(BodyFixtures.MAX_BODY).maxHeadBytes(HeadFixtures.MAX_HEAD);
    return lab.deviates(Rule.R20) ? options.maxInFlight(1) : options;
  }
}
