package dev.multifetch.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Made-up rounds: every client's turn is as slow as the round, and a little better or worse.
final class Rounds {

  private final double[] speeds;
  private final double[] others;
  private final Random dice = new Random(1);

  /// @param others for each round, what other programs took; a client gets the rest
  Rounds(double... others) {
    this.others = others;
    this.speeds = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      speeds[i] = 1 - others[i];
    }
  }

  /// This many quiet rounds.
  static Rounds quiet(int count) {
    return new Rounds(new double[count]);
  }

  /// The turns of a client with this score on a quiet machine.
  List<Slice> of(double score, double cpu) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < speeds.length; i++) {
      double luck = 1 + 0.01 * dice.nextGaussian();
      slices.add(new Slice(i + 1, 1, score * speeds[i] * luck, cpu / luck, others[i]));
    }
    return slices;
  }
}
