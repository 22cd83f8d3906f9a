package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifetch.Timing;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.benchmarks.server.RemoteServer;
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
    assertThat(ExpectedTime.of(plan)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(130));
  }

  @Test
  void aQuickRunIsQuick() {
    MeasurementPlan plan = plan(Effort.QUICK, Workload.THROUGHPUT, Workload.LATENCY);
    assertThat(ExpectedTime.of(plan)).isLessThan(Duration.ofSeconds(70));
  }

  @Test
  void aRigorousRowHasThreeForks() {
    MeasurementPlan plan = plan(Effort.RIGOROUS, Workload.THROUGHPUT);
    assertThat(Schedule.of(Load.of(Workload.THROUGHPUT, plan), 64, Effort.RIGOROUS).forks())
        .isEqualTo(3);
  }

  @Test
  void oneAtATimeIsHopelessForTenThousandSeconds() {
    Load load = Load.of(Workload.FAN_OUT, plan(Effort.NORMAL, Workload.FAN_OUT));
    assertThat(Schedule.of(load, 1, Effort.NORMAL).hopeless()).isTrue();
    assertThat(Schedule.of(load, 10_000, Effort.NORMAL).hopeless()).isFalse();
  }

  @Test
  void theIdealIsRoundsOfAFixedDelay() {
    MeasurementPlan plan = plan(Effort.RIGOROUS, Workload.LATENCY);
    assertThat(Bounds.ideal(Workload.LATENCY, plan))
        .contains(Duration.ofMillis(800)); // ceil(1000 / 64) = 16 rounds of 50 ms
  }

  @Test
  void aPageTakesItsThinkingTimes_spreadOverSixAtOnce() {
    MeasurementPlan plan = plan(Effort.NORMAL, Workload.PAGE);
    Load load = Load.of(Workload.PAGE, plan);
    Duration alone = load.ideal(1);
    assertThat(alone).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    assertThat(Bounds.ideal(Workload.PAGE, plan)).contains(alone.dividedBy(6));
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
      URI url = server.http().resolve(Workload.NO_KEEP_ALIVE.path());
      assertThat(RawLoad.measure(url, 4, Duration.ofMillis(500))).isPositive();
      Evidence seen = remote.evidence().orElseThrow();
      assertThat(seen.requests()).isGreaterThan(8); // each connection was opened again
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
            MeasurementPlan.Peers.NONE,
            Optional.empty(),
            Effort.QUICK);
    assertThat(Load.of(Workload.LATENCY, plan).path()).isEqualTo("/bytes/10?delay=5000us");
    assertThat(Load.of(Workload.THROUGHPUT, plan).path()).isEqualTo("/bytes/10");
    assertThat(Load.of(Workload.LARGE, plan).path()).isEqualTo("/bytes/1048576");
  }

  @Test
  void aListOfCoresHasRanges() {
    assertThat(Pinning.cores("0-2,8")).containsExactly(0, 1, 2, 8);
  }

  @Test
  void wrksWordsAreReadOnlyIfAllWentWell() {
    assertThat(Ceiling.rate("Requests/sec:  105000.50\n")).contains(105_000.5);
    assertThat(Ceiling.rate("  Non-2xx or 3xx responses: 7\nRequests/sec:  10.0\n")).isEmpty();
    assertThat(Ceiling.rate("Requests/sec:  0.00\n")).isEmpty(); // 64 handshakes took all the time
    assertThat(Ceiling.rate("unable to connect")).isEmpty();
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

  private static MeasurementPlan plan(Effort effort, Workload... workloads) {
    return new MeasurementPlan(
        SIX,
        List.of(workloads),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        MeasurementPlan.Peers.NONE,
        Optional.empty(),
        effort);
  }
}
