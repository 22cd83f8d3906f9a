package dev.multifetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Politeness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds whatever the list, the limits and the servers: in random schedules, in which anything
/// that can happen next may happen next. [Schedule] looks at each step.
class FrontierPropertiesTest {

  @Property
  void everyUrlHasOneOutcomeAndNoLimitIsPassed(@ForAll("schedules") Schedule schedule) {
    schedule.run();

    assertThat(schedule.outcomes()).containsExactlyInAnyOrderElementsOf(schedule.indices());
  }

  /// Its two origins take turns, whichever comes first in the list.
  @Property(tries = 200)
  void aLongListOfOneOriginDoesNotHoldUpTheOther(@ForAll("bigFirst") Schedule schedule) {
    schedule.run();

    assertThat(schedule.beginningOfLastOrigin()).isLessThan(600);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    Arbitrary<List<Integer>> origins = Arbitraries.integers().between(-1, 5).list().ofMaxSize(40);
    return Combinators.combine(origins, few(), politeness(), seeds()).as(Schedule::new);
  }

  /// 5,000 URLs of one origin, one at a time, before one of another: more than memory has room for.
  @Provide
  Arbitrary<Schedule> bigFirst() {
    List<Integer> origins = new ArrayList<>(Collections.nCopies(5000, 0));
    origins.add(1);
    Politeness polite =
        new Politeness(
            1, Duration.ZERO, Duration.ZERO, 1, Duration.ofMinutes(1), Duration.ofMinutes(1));
    return seeds().map(seed -> new Schedule(origins, 8, polite, seed));
  }

  private static Arbitrary<Integer> few() {
    return Arbitraries.integers().between(1, 4);
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static Arbitrary<Politeness> politeness() {
    Arbitrary<Integer> cap = Arbitraries.of(1, 2, 3, Integer.MAX_VALUE);
    Arbitrary<Duration> delay =
        Arbitraries.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(3));
    Arbitrary<Duration> interval = Arbitraries.of(Duration.ZERO, Duration.ofMillis(100));
    Arbitrary<Duration> pause = Arbitraries.of(Duration.ofMillis(10), Duration.ofMinutes(2));
    return Combinators.combine(cap, delay, interval, few(), pause, pause).as(Politeness::new);
  }
}
