package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherWorkTest {

  private static final long SECOND = 1_000_000_000;
  private static final Pinning NOWHERE = new Pinning.Unbound("by the test");

  @Test
  void whatOthersTookIsAllWithoutOurs() {
    OtherWork before = new OtherWork(List.of(1_000L, 70L), 5 * SECOND, 0);
    OtherWork later = new OtherWork(List.of(1_060L, 130L), 5 * SECOND + SECOND / 5, SECOND);
    assertThat(before.until(later)).isEqualTo((0.6 + 0.6 - 0.2) / 2);
  }

  @Test
  void whereTheSystemDoesNotSayItNothingIsKnown() {
    OtherWork unknown = new OtherWork(List.of(), 0, 0);
    assertThat(unknown.until(new OtherWork(List.of(), 0, SECOND))).isNaN();
  }

  @Test
  void onlyTheCoresOfClientAndServerCount() {
    assumeTrue(Files.exists(Path.of("/proc/stat")));
    assertThat(OtherWork.now(new Pinning.Bound(0, 0, "0", false)).busy()).hasSize(1);
    assertThat(OtherWork.now(NOWHERE).busy())
        .hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void ourOwnWorkIsNotOthers() {
    assumeTrue(Files.exists(Path.of("/proc/stat")));
    OtherWork before = OtherWork.now(NOWHERE);
    long end = System.nanoTime() + SECOND / 2;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    OtherWork later = OtherWork.now(NOWHERE);
    assertThat(later.own() - before.own()).isGreaterThan(SECOND / 10);
    assertThat(before.until(later)).isBetween(0.0, 1.0);
  }
}
