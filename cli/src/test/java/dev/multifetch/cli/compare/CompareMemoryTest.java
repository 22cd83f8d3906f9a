package dev.multifetch.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.results.Workload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CompareMemoryTest {

  private static final long GIB = 1L << 30;

  @Test
  void moreJvmsThanFitIntoMemoryAreAnnounced() {
    assertThat(problem(7, Workload.LARGE, 8 * GIB))
        .hasValueSatisfying(
            words -> assertThat(words).contains("14 GiB", "the machine has 8", "fewer --models"));
    assertThat(problem(6, Workload.FAN_OUT, 24 * GIB)).isEmpty();
    assertThat(problem(6, Workload.LATENCY, 8 * GIB)).isEmpty();
  }

  private static Optional<String> problem(int jvms, Workload workload, long memory) {
    MeasurementPlan plan =
        new MeasurementPlan(
            List.of("one"),
            List.of(workload),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            1L,
            Peers.NONE,
            Optional.empty(),
            Effort.NORMAL);
    return CompareCommand.memoryProblem(plan, jvms, memory);
  }
}
