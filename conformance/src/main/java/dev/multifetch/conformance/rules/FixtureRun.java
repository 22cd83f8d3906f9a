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

/// Sends fixtures to the model at hand.
final class FixtureRun {

  private FixtureRun() {}

  /// Holds a model to what should become of each of these.
  static void check(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    List<Outcome> outcomes = whole(lab, fixtures);
    for (int number = 0; number < fixtures.size(); number++) {
      fixtures.get(number).check(outcomes.get(number));
    }
  }

  /// What becomes of each response when it comes at once.
  static List<Outcome> whole(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    return outcomes(lab, lab.server(Fixtures.serving(fixtures, Delivery.AT_ONCE)), fixtures);
  }

  /// What becomes of each response that this server sends.
  static List<Outcome> outcomes(Lab lab, ScriptedServer server, List<Fixture> fixtures)
      throws InterruptedException {
    return Fixtures.outcomes(lab.open(limits(lab)), server, fixtures);
  }

  /// Options with the limits that the fixtures are measured by. Where bytes behind a body may meet
  /// the next request, there is none beside it.
  static FetchOptions.Builder limits(Lab lab) {
    FetchOptions.Builder options =
        lab.options().maxBodyBytes(BodyFixtures.MAX_BODY).maxHeadBytes(HeadFixtures.MAX_HEAD);
    return lab.deviates(Rule.R20) ? options.maxInFlight(1) : options;
  }
}
