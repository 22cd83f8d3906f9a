package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifetch.Timing;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Evidence;
import dev.multifetch.results.Timeline.Bar;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class PlanningTest {

  private static final List<String> SIX =
      List.of(
          "blocking", "thread-pool", "virtual-threads", "completablefuture", "reactive", "netty");

  @Test
  void jmhKnowsTheModelsThatThereAre() throws NoSuchFieldException {
    String[] listed = MeasuredClient.class.getField("model").getAnnotation(Param.class).value();
    assertThat(listed)
        .containsExactlyElementsOf(Contestants.models().stream().map(Contestant::name).toList());
  }

  @Test
  void theFirstOfAModelIsTheOneAsShipped() {
    assertThat(Contestants.models())
        .filteredOn(model -> model.track() == Track.AS_SHIPPED)
        .extracting(Contestant::name)
        .containsExactlyElementsOf(SIX);
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contestants.named("nety"))
        .withMessageContaining("\"nety\"")
        .withMessageContaining("netty");
  }

  @Test
  void everyWorkloadHasItsBenchmark() {
    for (Workload workload : Workload.values()) {
      String method = BenchmarkMethod.of(workload);
      assertThat(BenchmarkMethod.workload(method)).isEqualTo(workload);
      Class<?> home = workload.moreIsBetter() ? Rates.class : Makespans.class;
      assertThat(Arrays.stream(home.getDeclaredMethods()).map(each -> each.getName()))
          .contains(method.substring(method.lastIndexOf('.') + 1));
    }
  }

  @Test
  void theMainJobFitsIntoItsTime() {
    MeasurementPlan plan = plan(Effort.NORMAL, Workload.THROUGHPUT, Workload.LATENCY);
    assertThat(new Lineup(plan).estimate())
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(142));
  }

  /// Blocking takes 50 s for a thousand URLs of 50 ms, in each of the three rounds that there are.
  @Test
  void whatABatchTakesIsAnnounced() {
    MeasurementPlan plan = plan(List.of("blocking"), Effort.NORMAL, Workload.LATENCY);
    MeasurementPlan thousand = withUrls(plan, 1_000);
    assertThat(new Lineup(thousand).estimate())
        .isBetween(Duration.ofSeconds(150), Duration.ofSeconds(180));
  }

  /// A client that is refused takes no time.
  @Test
  void whatIsRefusedIsNotAnnounced() {
    assertThat(new Lineup(plan(List.of("blocking"), Effort.NORMAL, Workload.FAN_OUT)).estimate())
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aQuickRunIsQuick() {
    MeasurementPlan plan = plan(Effort.QUICK, Workload.THROUGHPUT, Workload.LATENCY);
    assertThat(new Lineup(plan).estimate()).isLessThan(Duration.ofSeconds(70));
  }

  @Test
  void whateverTheMachineDoesTheMainJobEndsInTime() {
    MeasurementPlan plan = plan(Effort.NORMAL, Workload.THROUGHPUT, Workload.LATENCY);
    assertThat(new Lineup(plan).schedule().limit())
        .isLessThanOrEqualTo(Duration.ofSeconds(140)); // of 150, with start and timelines
  }

  /// A client takes two seconds to start and three to seven to warm up, however many workloads
  /// there are. Two thirds of the time are for that.
  @Test
  void eachClientHasTimeToWarmUp() {
    for (int contestants : List.of(7, 14, 28)) {
      Duration limit =
          Schedule.of(contestants, List.of(Workload.THROUGHPUT), Effort.NORMAL).limit();
      assertThat(limit.multipliedBy(2).dividedBy(3))
          .as("time for %d clients", contestants)
          .isGreaterThanOrEqualTo(Duration.ofSeconds(7L * contestants));
    }
  }

  @Test
  void aRigorousRunHasFiveSetsOfJvms_andFewClientsHaveMoreRounds() {
    List<Workload> one = List.of(Workload.THROUGHPUT);
    assertThat(Schedule.of(7, one, Effort.RIGOROUS).sets()).isEqualTo(5);
    assertThat(Schedule.of(3, one, Effort.NORMAL).rounds())
        .isGreaterThan(Schedule.of(7, one, Effort.NORMAL).rounds());
  }

  @Test
  void aNameGivenTwiceTakesPartTwice_andTheCeilingTakesPart() {
    MeasurementPlan plan = plan(List.of("netty", "netty"), Effort.NORMAL, Workload.THROUGHPUT);
    assertThat(new Lineup(plan).contestants().keySet())
        .containsExactly("netty", "netty (again)", "ceiling");
  }

  @Test
  void aDelayIsNoCeiling() {
    MeasurementPlan plan = plan(List.of("netty"), Effort.NORMAL, Workload.LATENCY);
    assertThat(new Lineup(plan).contestants().keySet()).containsExactly("netty");
  }

  @Test
  void theIdealIsRoundsOfAFixedDelay() {
    MeasurementPlan plan = plan(Effort.RIGOROUS, Workload.LATENCY);
    assertThat(Measurement.ideals(plan)) // ceil(1000 / 64) = 16 rounds of 50 ms
        .containsEntry(Workload.LATENCY, new Bound.Ideal(Duration.ofMillis(800), 64));
  }

  @Test
  void aPageTakesItsThinkingTimes_spreadOverSixAtOnce() {
    MeasurementPlan plan = plan(Effort.NORMAL, Workload.PAGE);
    Load load = Load.of(Workload.PAGE, plan);
    Duration alone = load.ideal(1);
    assertThat(alone).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    assertThat(Measurement.ideals(plan))
        .containsEntry(Workload.PAGE, new Bound.Ideal(alone.dividedBy(6), 6));
  }

  @Test
  void manyHostsTakeTurns() {
    Load load = Load.of(Workload.MANY_HOSTS, plan(Effort.QUICK, Workload.MANY_HOSTS));
    assertThat(load.batch(URI.create("http://127.0.0.1:80"), true).urls())
        .startsWith(
            URI.create("http://127.0.0.1:80/bytes/1024"),
            URI.create("http://127.0.0.2:80/bytes/1024"))
        .contains(URI.create("http://127.0.0.100:80/bytes/1024"))
        .doesNotContain(URI.create("http://127.0.0.101:80/bytes/1024"));
  }

  @Test
  void theCeilingWithoutKeepAliveIsMeasured_overANewConnectionEachTime() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0)) {
      RemoteServer remote = RemoteServer.at(server.http());
      Load load = new Load(Workload.NO_KEEP_ALIVE, 50, 4, Workload.NO_KEEP_ALIVE.path());
      try (Contestant.Client raw = RawClient.CEILING.open(load.options(remote))) {
        raw.fetch(
            load.batch(server.http(), true).urls(), new Meter(load.batch(server.http(), true)));
      }
      Evidence seen = remote.evidence().orElseThrow();
      assertThat(seen.requests()).isEqualTo(51); // one to learn the length
      assertThat(seen.connections()).isBetween(seen.requests(), seen.requests() + 4);
    }
  }

  @Test
  void theUsersDelayIsForWorkloadsThatHaveOne() {
    MeasurementPlan plan =
        new MeasurementPlan(
            SIX,
            List.of(Workload.LATENCY),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of(Duration.ofMillis(5)),
            OptionalInt.of(10),
            1L,
            MeasurementPlan.Peers.NONE,
            Optional.empty(),
            Effort.QUICK);
    assertThat(Load.of(Workload.LATENCY, plan).path()).isEqualTo("/bytes/10?delay=5000us");
    assertThat(Load.of(Workload.THROUGHPUT, plan).path()).isEqualTo("/bytes/10");
    assertThat(Load.of(Workload.LARGE, plan).path()).isEqualTo("/bytes/1048576");
  }

  @Test
  void aSeedReplacesTheOneThatIsThere() {
    assertThat(Load.seeded("/page?seed=1", 7)).isEqualTo("/page?seed=7");
    assertThat(Load.seeded("/bytes/1?delay=lognormal", 7))
        .isEqualTo("/bytes/1?delay=lognormal&seed=7");
  }

  @Test
  void aListOfCoresHasRanges() {
    assertThat(Pinning.cores("0-2,8")).containsExactly(0, 1, 2, 8);
  }

  @Test
  void aSlotIsTakenAgainWhenItIsFree() {
    List<Timing> timings = List.of(at(0, 10), at(0, 4), at(5, 9), at(11, 12));
    assertThat(Timelines.packed(timings))
        .extracting(Bar::thread)
        .containsExactly("slot 1", "slot 2", "slot 2", "slot 1");
  }

  private static Timing at(long started, long finished) {
    return new Timing(started, started, finished);
  }

  private static MeasurementPlan withUrls(MeasurementPlan plan, int urls) {
    return new MeasurementPlan(
        plan.models(),
        plan.workloads(),
        OptionalInt.of(urls),
        plan.inFlight(),
        plan.delay(),
        plan.bodyBytes(),
        plan.seed(),
        plan.peers(),
        plan.origin(),
        plan.effort());
  }

  private static MeasurementPlan plan(Effort effort, Workload... workloads) {
    return plan(SIX, effort, workloads);
  }

  private static MeasurementPlan plan(List<String> models, Effort effort, Workload... workloads) {
    return new MeasurementPlan(
        models,
        List.of(workloads),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        1L,
        MeasurementPlan.Peers.NONE,
        Optional.empty(),
        effort);
  }
}
