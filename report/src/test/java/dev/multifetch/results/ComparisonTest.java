package dev.multifetch.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Rounds that nobody ran, on a machine that a seed makes noisy.
class ComparisonTest {

  private static final int RUNS = 400;

  @Test
  void theRatioIsThatOfTheRoundsThatBothHave() {
    List<Slice> one = List.of(slice(1, 1, 10), slice(2, 1, 30), slice(4, 1, 1e9));
    List<Slice> other = List.of(slice(1, 1, 5), slice(2, 1, 15), slice(3, 1, 1));
    assertThat(Comparison.of(one, other, Slice::score).ratio()).isCloseTo(2, within(1e-9));
  }

  @Test
  void withoutARoundInCommonNothingIsKnown() {
    List<Slice> alone = Slice.alone(List.of(1.0, 2.0, 3.0));
    Comparison comparison = Comparison.of(alone, alone, Slice::score);
    assertThat(comparison.ratio()).isNaN();
    assertThat(comparison.toldApart()).isFalse();
  }

  @Test
  void aSingleRoundTellsNobodyApart() {
    assertThat(
            Comparison.of(List.of(slice(1, 1, 10)), List.of(slice(1, 1, 1)), Slice::score)
                .toldApart())
        .isFalse();
  }

  @Test
  void aSpoiltRoundDoesNotCount() {
    List<Slice> one = rounds(1, 30, round -> round == 7 ? 1 : 100);
    List<Slice> other = rounds(1, 30, _ -> 80);
    Comparison comparison = Comparison.of(one, other, Slice::score);
    assertThat(comparison.ratio()).isCloseTo(1.25, within(1e-9));
    assertThat(comparison.toldApart()).isTrue();
  }

  @Test
  void twoJvmsOfOneClientDifferALittle_soTheIntervalIsNeverNarrowerThanThat() {
    Comparison comparison =
        Comparison.of(rounds(1, 30, _ -> 100), rounds(1, 30, _ -> 100), Slice::score);
    assertThat(comparison.interval().high()).isGreaterThan(1 + 2 * Comparison.JVM_SPREAD);
  }

  @Test
  void jvmsThatDifferMuchWidenTheInterval() {
    List<Slice> steady = new ArrayList<>(rounds(1, 30, _ -> 100));
    steady.addAll(rounds(2, 30, _ -> 100));
    List<Slice> moody = new ArrayList<>(rounds(1, 30, _ -> 90));
    moody.addAll(rounds(2, 30, _ -> 60));
    assertThat(Comparison.of(moody, steady, Slice::score).toldApart()).isFalse();
  }

  @Test
  void oneClientTwiceIsNotToldApart_howeverNoisyTheMachine() {
    assertThat(toldApart(1.0)).isLessThanOrEqualTo(RUNS / 100);
  }

  @Test
  void aTenthIsFoundOnANoisyMachine() {
    assertThat(toldApart(0.9)).isGreaterThanOrEqualTo(RUNS * 9 / 10);
  }

  /// In how many of the runs two clients are told apart, of which the second has this speed.
  private static int toldApart(double speed) {
    int told = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Noise noise = new Noise(seed);
      List<Slice> one = new ArrayList<>();
      List<Slice> other = new ArrayList<>();
      for (int jvm = 1; jvm <= 4; jvm++) {
        double oneJvm = noise.jvm();
        double otherJvm = noise.jvm();
        for (int i = 1; i <= 40; i++) {
          int round = jvm * 100 + i;
          one.add(slice(round, jvm, oneJvm * noise.turn()));
          other.add(slice(round, jvm, speed * otherJvm * noise.turn()));
        }
      }
      told += Comparison.of(one, other, Slice::score).toldApart() ? 1 : 0;
    }
    return told;
  }

  /// Spells of other work that take half of a turn, now and then beginning between two turns of a
  /// round.
  private static final class Noise {
    private final Random dice;
    private boolean spell;

    Noise(long seed) {
      dice = new Random(seed);
    }

    double jvm() {
      return 1 + Comparison.JVM_SPREAD * dice.nextGaussian();
    }

    double turn() {
      spell = dice.nextInt(20) == 0 ? !spell : spell;
      return (spell ? 0.5 : 1) * (1 + 0.03 * dice.nextGaussian());
    }
  }

  private static List<Slice> rounds(int jvm, int count, IntToDoubleFunction score) {
    List<Slice> slices = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      slices.add(slice(1000 * jvm + round, jvm, score.applyAsDouble(round)));
    }
    return slices;
  }

  private static Slice slice(int round, int jvm, double score) {
    return new Slice(round, jvm, score, Double.NaN, Double.NaN);
  }
}
