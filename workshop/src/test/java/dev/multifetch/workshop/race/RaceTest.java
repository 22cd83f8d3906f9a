package dev.multifetch.workshop.race;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.workshop.race.Event.Done;
import dev.multifetch.workshop.race.Event.Ended;
import dev.multifetch.workshop.race.Event.Sample;
import dev.multifetch.workshop.race.Event.Seen;
import dev.multifetch.workshop.race.Settings.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Six real processes. What they say must be what the server saw.
@Tag("process")
class RaceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int URLS = 20;
  private static final int IN_FLIGHT = 4;

  private static Race race;

  @BeforeAll
  static void open() throws IOException {
    race = new Race();
    race.warmUp();
  }

  @AfterAll
  static void close() {
    race.close();
  }

  @Test
  void eachUrlHasOneOutcomeInEachLane() throws Exception {
    run(new Settings(URLS, 20, Spread.SOME, 30, IN_FLIGHT));

    List<String> expected = IntStream.range(0, URLS).mapToObj(n -> expected(n, 30)).toList();
    assertThat(expected).contains("answered", "status 500", "connection lost");
    for (String lane : Race.LANES) {
      Map<Integer, String> kinds =
          of(lane, Ended.class).stream().collect(toMap(Ended::n, Ended::kind)); // throws if twice
      assertThat(kinds).as(lane).hasSize(URLS);
      assertThat(kinds.values()).as(lane).containsExactlyElementsOf(expected);
      assertThat(of(lane, Done.class)).as(lane).containsExactly(new Done(""));
    }
  }

  @Test
  void theServerSawWhatTheLanesSay() throws Exception {
    run(new Settings(URLS, 100, Spread.NONE, 0, IN_FLIGHT));

    for (String lane : Race.LANES) {
      Seen seen = of(lane, Seen.class).getLast();
      int atOnce = lane.equals("blocking") ? 1 : IN_FLIGHT;
      assertThat(seen).as(lane).isEqualTo(new Seen(URLS, 0, atOnce, seen.connections()));
      assertThat(seen.connections()).as(lane).isBetween(atOnce, URLS / 2); // they are used again
      assertThat(mostAtOnce(of(lane, Ended.class))).as(lane).isEqualTo(atOnce);
      assertThat(of(lane, Sample.class)).as(lane).isNotEmpty();
    }
  }

  @Test
  void onlyThePoolHasAThreadForEachUrlInFlight() throws Exception {
    run(new Settings(60, 100, Spread.NONE, 0, 30));

    for (String lane : Race.LANES) {
      int most = of(lane, Sample.class).stream().mapToInt(Sample::threads).max().orElseThrow();
      if (lane.equals("thread-pool")) {
        assertThat(most).as(lane).isGreaterThan(30);
      } else {
        assertThat(most).as(lane).isBetween(1, 15);
      }
    }
  }

  @Test
  void aLaneWhoseProcessDiesHasEndedAndTheOthersGoOn() throws Exception {
    race.start(new Settings(URLS, 200, Spread.NONE, 0, IN_FLIGHT));
    await("a URL of blocking has ended", () -> !of("blocking", Ended.class).isEmpty());
    kill("blocking");
    await("the race is over", () -> !race.recording().isOn());

    Done end = of("blocking", Done.class).getFirst();
    assertThat(end.reason()).startsWith("its process ended with exit code");
    assertThat(of("blocking", Ended.class)).hasSizeBetween(1, URLS - 1);
    assertThat(of("netty", Ended.class)).hasSize(URLS);

    run(new Settings(URLS, 5, Spread.NONE, 0, IN_FLIGHT)); // with a new process
    assertThat(of("blocking", Ended.class)).hasSize(URLS);
  }

  @Test
  void whatIsStoppedIsCancelled() throws Exception {
    race.start(new Settings(URLS, 2_000, Spread.NONE, 0, IN_FLIGHT));
    assertThatThrownBy(() -> race.start(Settings.DEFAULTS)).hasMessageContaining("a race is on");
    for (String lane : Race.LANES) { // one that has not begun has nothing to cancel
      await(lane + " has asked", () -> !of(lane, Event.Asked.class).isEmpty());
    }
    race.stop();
    await("the race is over", () -> !race.recording().isOn());

    for (String lane : Race.LANES) {
      assertThat(of(lane, Ended.class)).as(lane).extracting(Ended::kind).contains("cancelled");
      assertThat(of(lane, Done.class)).as(lane).containsExactly(new Done(""));
    }
  }

  @Test
  void noProcessIsLeft() throws Exception {
    Collection<Long> pids;
    try (Race other = new Race()) {
      other.warmUp();
      pids = other.pids().values();
      assertThat(pids).hasSize(6).allMatch(RaceTest::isAlive);
    }
    assertThat(pids).noneMatch(RaceTest::isAlive);
  }

  @Test
  void aProcessEndsWithItsInput() throws Exception {
    Process lane =
        new ProcessBuilder(LaneProcess.command("netty"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      lane.getOutputStream().close();
      assertThat(lane.waitFor(PATIENCE)).isTrue();
    } finally {
      lane.destroyForcibly();
    }
  }

  private static void run(Settings settings) throws Exception {
    race.start(settings);
    await("the race is over", () -> !race.recording().isOn());
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Recording recording = race.recording();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      recording.from(recording.entries().size(), Duration.ofMillis(100));
    }
  }

  private static <E> List<E> of(String lane, Class<E> type) {
    return race.recording().entries().stream()
        .filter(entry -> entry.lane().equals(lane))
        .map(Recording.Entry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static String expected(int n, int failures) {
    return switch (new Settings(URLS, 20, Spread.SOME, failures, IN_FLIGHT).fate(n)) {
      case ANSWER -> "answered";
      case ERROR -> "status 500";
      case CUT -> "connection lost";
    };
  }

  private static int mostAtOnce(List<Ended> outcomes) {
    return outcomes.stream()
        .mapToInt(
            at ->
                (int)
                    outcomes.stream()
                        .filter(o -> o.started() <= at.started() && at.started() < o.finished())
                        .count())
        .max()
        .orElseThrow();
  }

  private static void kill(String lane) {
    Optional.ofNullable(race.pids().get(lane))
        .flatMap(ProcessHandle::of)
        .orElseThrow()
        .destroyForcibly();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }
}
