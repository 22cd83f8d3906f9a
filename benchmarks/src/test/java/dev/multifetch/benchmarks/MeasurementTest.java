package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real run, as small as can be: clients and server in processes of their own.
@Tag("process")
class MeasurementTest {

  private static final MeasurementPlan PLAN =
      new MeasurementPlan(
          List.of("netty", "blocking"),
          List.of(Workload.LATENCY),
          OptionalInt.of(16),
          OptionalInt.of(8),
          Optional.empty(),
          OptionalInt.empty(),
          1L,
          MeasurementPlan.Peers.NONE,
          Optional.empty(),
          MeasurementPlan.Effort.QUICK);

  private static final List<List<Sample>> told = new ArrayList<>(); // of each round
  private static final List<Timeline> timelines = new ArrayList<>();
  private static List<Sample> samples = List.of();

  @BeforeAll
  static void measure() throws Exception {
    try (Measurement measurement = Measurement.begin(PLAN)) {
      measurement.run((_, round) -> told.add(round));
      samples = told.getLast();
      timelines.addAll(measurement.timelines());
    }
  }

  @Test
  void eachRoundIsTold_withAllThatIsKnown() {
    for (int i = 0; i < told.size(); i++) {
      int round = i + 1;
      assertThat(told.get(i)).extracting(Sample::name).containsExactly("netty", "blocking");
      assertThat(told.get(i).getFirst().slices())
          .hasSize(round)
          .last()
          .satisfies(slice -> assertThat(slice.round()).isEqualTo(round));
    }
    assertThat(told.size()).isGreaterThanOrEqualTo(Schedule.FEWEST);
  }

  @Test
  void aTurnSaysWhatItCost() {
    assertThat(samples.getFirst().slices())
        .allSatisfy(slice -> assertThat(slice.cpu()).isPositive())
        .allSatisfy(slice -> assertThat(slice.jvm()).isEqualTo(1));
  }

  @Test
  void nothingFailedAndNothingWasUnexpected() {
    assertThat(samples).extracting(Sample::failure).containsOnly(Optional.empty());
    assertThat(samples).extracting(Sample::unexpected).containsOnly(0L);
  }

  @Test
  void noMakespanIsShorterThanItsDelays() {
    assertThat(samples.getFirst().scores())
        .isNotEmpty()
        .allMatch(score -> score >= 0.1); // 2 x 50 ms
    assertThat(samples.getLast().scores()).isNotEmpty().allMatch(score -> score >= 0.8); // 16 x
  }

  @Test
  void theServerConfirmsTheLimits() {
    assertThat(samples)
        .extracting(sample -> sample.evidence().orElseThrow().peakInFlight())
        .containsExactly(8L, 1L);
    assertThat(samples)
        .extracting(sample -> sample.evidence().orElseThrow().connections())
        .containsOnly(0L); // they were opened while it warmed up
    assertThat(samples)
        .allMatch(s -> s.evidence().orElseThrow().requests() == 16L * s.scores().size());
  }

  @Test
  void theFurtherFiguresAreThere() {
    for (Sample sample : samples) {
      assertThat(sample.figures())
          .as(sample.name())
          .containsKeys(
              "cpu µs/request",
              "allocated B/request",
              "platform threads",
              "p50 ms",
              "p99 ms",
              "p99.9 ms")
          .allSatisfy((_, value) -> assertThat(value).isPositive());
    }
  }

  @Test
  void noBarCarriesAThreadThatOnlyKeepsTime() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0)) {
      Timelines drawn = new Timelines(RemoteServer.at(server.http()), 1);
      for (String name : List.of("thread-pool", "virtual-threads")) {
        var model = (ModelContestant) Contestants.named(name);
        assertThat(drawn.of(model.factory()).bars())
            .as(name)
            .allMatch(bar -> bar.thread().startsWith("slot "));
      }
    }
  }

  @Test
  void aTimelineHasABarForEachUrlAndTheThreadThatCanBeNoOther() {
    Timeline blocking = timelines.getLast();
    assertThat(blocking.bars()).hasSize(Timelines.URLS);
    assertThat(blocking.bars())
        .extracting(Timeline.Bar::thread)
        .containsOnly(Thread.currentThread().getName());
    assertThat(blocking.bars())
        .allMatch(bar -> bar.started() <= bar.firstByte() && bar.firstByte() <= bar.finished());
  }
}
