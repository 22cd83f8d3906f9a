package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtherWorkTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void whatOthersTookIsAllWithoutOurs() {
    int processors = Runtime.getRuntime().availableProcessors();
    OtherWork before = new OtherWork(OptionalLong.of(1_000), 5 * SECOND, 0);
    long ticks = 60L * processors; // 0.6 s of each
    OtherWork later =
        new OtherWork(OptionalLong.of(1_000 + ticks), 5 * SECOND + SECOND / 10, SECOND);
    assertThat(before.until(later)).isBetween(0.1, 0.6);
  }

  @Test
  void whereTheSystemDoesNotSayItNothingIsKnown() {
    OtherWork unknown = new OtherWork(OptionalLong.empty(), 0, 0);
    assertThat(unknown.until(new OtherWork(OptionalLong.empty(), 0, SECOND))).isNaN();
  }

  @Test
  void ourOwnWorkIsNotOthers() {
    assumeTrue(Files.exists(Path.of("/proc/stat")));
    OtherWork before = OtherWork.now();
    long end = System.nanoTime() + SECOND / 2;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    OtherWork later = OtherWork.now();
    assertThat(later.own() - before.own()).isGreaterThan(SECOND / 10);
    assertThat(before.until(later)).isBetween(0.0, 1.0);
  }
}
