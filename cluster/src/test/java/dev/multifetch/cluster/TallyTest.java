package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final long NOW = 7;
  private static final Tally ALL_READ = new Tally(NOW, 3, 5, true, 1);

  @Test
  void anExecutionIsOverOnceAllThatWasReadIsSettledAnywhere() {
    Tally reading = new Tally(NOW, 2, 0, false, 3);
    assertThat(Tally.isOver(NOW, 2, List.of(ALL_READ, reading))).isFalse();
    Tally read = reading.withAllRead();
    assertThat(Tally.isOver(NOW, 2, List.of(ALL_READ, read))).isFalse();
    assertThat(Tally.isOver(NOW, 2, List.of(ALL_READ, read.plusSettled()))).isTrue();
  }

  @Test
  void aMemberThatHasNotReportedYetMayHaveReadMore() {
    Tally settled = new Tally(NOW, 1, 0, true, 1);
    assertThat(Tally.isOver(NOW, 2, List.of(settled))).isFalse();
    assertThat(Tally.isOver(NOW, 2, List.of(settled, new Tally(6, 9, 0, true, 9)))).isFalse();
  }
}
