package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.Fixture.End;
import dev.multifetch.conformance.Fixture.Result;
import dev.multifetch.conformance.Fixtures.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The responses of the suite sent once more, whole or cut off.
final class Replay {

  /// A fixture of which only so many bytes come before the connection ends.
  record Cut(int number, Fixture fixture, int bytes) {

    String sent() {
      return fixture.response().substring(0, bytes);
    }

    String path() {
      return "/" + number + "/" + bytes;
    }

    /// Holds an outcome to what may become of it, given what became of the whole.
    void check(Outcome outcome, Outcome whole) {
      assertThat(mayBe(outcome, whole))
          .as(
              "%s cut after %d of %d bytes was %s and whole %s",
              fixture, bytes, fixture.response().length(), outcome, whole)
          .isTrue();
    }

    private boolean mayBe(Outcome outcome, Outcome whole) {
      boolean lost = outcome instanceof Failed failed && failed.kind() == CONNECTION_LOST;
      if (!fixture.keptBy(whole)) { // a deviation, which may be to read a body without its framing
        boolean start = whole instanceof Fetched fetched && startsLike(outcome, fetched);
        return lost || start || same(outcome, whole);
      }
      if (fixture.result() instanceof Result.Failure) {
        return lost || same(outcome, whole);
      }
      return switch (fixture.end()) {
        case End.Behind(int end) -> bytes < end ? lost : same(outcome, whole);
        case End.WithHead(int head) -> bytes < head ? lost : same(outcome, whole);
        case End.WithConnection(int head) ->
            bytes < head ? lost : startsLike(outcome, (Fetched) whole);
      };
    }

    /// Nobody can see that a body without framing is not whole, unless its coding says so.
    private boolean startsLike(Outcome outcome, Fetched whole) {
      return switch (outcome) {
        case Fetched fetched ->
            fetched.headers().equals(whole.headers()) && isStart(fetched.body(), whole.body());
        case Failed failed ->
            failed.kind() == UNDECODABLE && whole.headers().first("Content-Encoding").isPresent();
      };
    }

    private static boolean isStart(byte[] start, byte[] whole) {
      return start.length <= whole.length
          && Arrays.equals(start, Arrays.copyOf(whole, start.length));
    }
  }

  private Replay() {}

  /// What becomes of each response when it comes at once.
  static List<Outcome> whole(Lab lab, List<Fixture> fixtures) throws InterruptedException {
    ScriptedOrigin origin = lab.origin(Fixtures.serving(fixtures, Delivery.AT_ONCE));
    return Fixtures.outcomes(lab.open(Fixtures.limits(lab)), origin, fixtures);
  }

  /// Every response cut at every byte; those of which the same is left are together.
  static List<List<Cut>> cuts(List<Fixture> fixtures) {
    Map<String, List<Cut>> cuts = new LinkedHashMap<>();
    for (int number = 0; number < fixtures.size(); number++) {
      Fixture fixture = fixtures.get(number);
      for (int bytes = 0; bytes <= fixture.response().length(); bytes++) {
        Cut cut = new Cut(number, fixture, bytes);
        cuts.computeIfAbsent(cut.sent(), _ -> new ArrayList<>()).add(cut);
      }
    }
    return List.copyOf(cuts.values());
  }

  /// Whether they differ in nothing that a server has a say in.
  static boolean same(Outcome one, Outcome other) {
    return switch (one) {
      case Failed failed -> other instanceof Failed also && failed.kind() == also.kind();
      case Fetched fetched ->
          other instanceof Fetched also
              && fetched.status() == also.status()
              && fetched.headers().equals(also.headers())
              && Arrays.equals(fetched.body(), also.body());
    };
  }
}
