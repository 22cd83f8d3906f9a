package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifetch.Timing;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Timeline.Bar;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
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

  @Test
  void fewClientsHaveMoreJvms() {
    assertThat(Schedule.of(7, List.of(Workload.THROUGHPUT, Workload.LATENCY), Effort.NORMAL).sets())
        .isEqualTo(2);
    assertThat(Schedule.of(3, List.of(Workload.THROUGHPUT), Effort.NORMAL).sets()).isGreaterThan(4);
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
        MeasurementPlan.Peers.NONE,
        Optional.empty(),
        effort);
  }
}
