package dev.multifetch.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifetch.benchmarks.server.Wish.Fate;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {

  @ParameterizedTest
  @CsvSource({"250us,250000", "50ms,50000000", "2s,2000000000", "1m,60000000000"})
  void aDurationHasAUnit(String text, long nanos) {
    assertThat(Wish.duration(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({"50", "ms", "-1ms", "1.5s", "1h"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Wish.duration(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/nope,path must be /bytes/{n} or /page",
    "/bytes/x,must be a whole number",
    "/bytes/99999999999,must be 0 to",
    "/bytes/1?failures=101,failures must be 0 to 100",
    "/bytes/1?n=a,n must be a whole number"
  })
  void aRefusalNamesWhatIsWrong(String target, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wish.of(target))
        .withMessageContaining(words);
  }

  @Test
  void nothingInTheQueryMeansAnAnswerAtOnce() {
    assertThat(Wish.of("/bytes/7")).isEqualTo(new Wish(7, Duration.ZERO, Fate.ANSWER, false));
  }

  @Test
  void aUrlMayAskForTheEndOfItsConnection() {
    assertThat(Wish.of("/bytes/7?connection=close").closes()).isTrue();
    assertThat(Wish.of("/bytes/7?connection=keep-alive").closes()).isFalse();
  }

  @Test
  void aPageIsAsHeavyAsItsSourceSays_andTheSameEachTime() {
    List<Wish> page = page(0, 71);
    assertThat(page.stream().mapToInt(Wish::bytes).sum()).isBetween(2_651_900, 2_652_000);
    assertThat(page)
        .isEqualTo(page(71, 142))
        .isNotEqualTo(page(1, 72))
        .allMatch(w -> w.bytes() > 0);
    assertThat(page.stream().mapToLong(w -> w.delay().toMillis()).sorted().toArray()[35])
        .isBetween(20L, 40L);
  }

  private static List<Wish> page(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> Wish.of("/page?seed=1&n=" + n)).toList();
  }

  @Test
  void whatIsDrawnDependsOnSeedAndNumberAlone() {
    assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
  }

  @Test
  void theMedianIsAsAskedAndThe99thPercentileFiftyTimesThat() {
    List<Long> sorted = drawn(1).stream().map(w -> w.delay().toMillis()).sorted().toList();
    assertThat(sorted.get(10_000)).isBetween(38L, 42L); // of 20,000
    assertThat(sorted.get(19_800)).isBetween(1_700L, 2_300L);
    assertThat(sorted.getLast()).isLessThanOrEqualTo(3_000L);
  }

  @Test
  void asManyFailAsAsked() {
    List<Wish> drawn = drawn(1);
    assertThat(drawn.stream().filter(w -> w.fate() == Fate.CUT).count()).isBetween(150L, 250L);
    assertThat(drawn.stream().filter(w -> w.fate() == Fate.ERROR).count()).isBetween(150L, 250L);
  }

  private static List<Wish> drawn(int seed) {
    return IntStream.range(0, 20_000)
        .mapToObj(n -> Wish.of("/bytes/1?delay=lognormal&failures=2&seed=" + seed + "&n=" + n))
        .toList();
  }
}
