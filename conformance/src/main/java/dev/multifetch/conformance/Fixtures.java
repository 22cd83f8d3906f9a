package dev.multifetch.conformance;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.ScriptedOrigin.Script;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The responses of the suite that are small enough to be cut at every byte, and an origin that
/// sends them.
final class Fixtures {

  /// How the bytes of a response are sent.
  enum Delivery {
    AT_ONCE,
    BYTE_BY_BYTE
  }

  private Fixtures() {}

  /// All of them.
  static List<Fixture> all() {
    return Stream.of(HeadFixtures.all(), FramingFixtures.all(), BodyFixtures.all())
        .flatMap(List::stream)
        .toList();
  }

  /// Holds a model to what should become of each of these.
  static void check(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    ScriptedOrigin origin = lab.origin(serving(fixtures, Delivery.AT_ONCE));
    List<Outcome> outcomes = outcomes(lab.open(limits(lab)), origin, fixtures);
    for (int number = 0; number < fixtures.size(); number++) {
      fixtures.get(number).check(outcomes.get(number));
    }
  }

  /// Options with the limits that the fixtures are measured by. Where bytes behind a body may meet
  /// the next request, there is none beside it.
  static FetchOptions.Builder limits(Lab lab) {
    FetchOptions.Builder options =
        lab.options().maxBodyBytes(BodyFixtures.MAX_BODY).maxHeadBytes(HeadFixtures.MAX_HEAD);
    return lab.deviates(Rule.R20) ? options.maxInFlight(1) : options;
  }

  /// What becomes of each of them, fetched in one batch.
  static List<Outcome> outcomes(Fetcher fetcher, ScriptedOrigin origin, List<Fixture> fixtures)
      throws InterruptedException {
    List<URI> urls = new ArrayList<>();
    for (int number = 0; number < fixtures.size(); number++) {
      urls.add(origin.url("/" + number));
    }
    return fetcher.fetchAll(urls);
  }

  /// Answers `/NUMBER` with the fixture of this number, and `/NUMBER/CUT` with so many bytes of it
  /// and the end of the connection. Whatever else is asked for, such as where a redirect leads, is
  /// a small and correct response.
  static Script serving(List<Fixture> fixtures, Delivery delivery) {
    return connection -> {
      while (true) {
        String[] path = connection.request().split(" ", 3)[1].split("/");
        if (path.length < 2 || !path[1].matches("[0-9]+")) {
          connection.answer(Scripts.OK);
          continue;
        }
        Fixture fixture = fixtures.get(Integer.parseInt(path[1]));
        if (path.length > 2) {
          connection.answer(fixture.response().substring(0, Integer.parseInt(path[2])));
          end(connection);
        }
        deliver(connection, fixture, delivery);
        if (fixture.isLast()) {
          end(connection);
        }
      }
    };
  }

  private static void deliver(ScriptedConnection connection, Fixture fixture, Delivery delivery)
      throws IOException {
    int last =
        switch (delivery) {
          case AT_ONCE -> 0;
          case BYTE_BY_BYTE -> fixture.piecemeal() - 1;
        };
    for (int i = 0; i < last; i++) {
      connection.send(fixture.response().substring(i, i + 1));
    }
    connection.answer(fixture.response().substring(last));
  }

  private static void end(ScriptedConnection connection) throws IOException {
    connection.finish();
    connection.awaitClientClose();
  }
}
