package dev.multifetch.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/// The scores of all clients in one workload, as a reader should see them.
///
/// A client's mean over the whole run would say more about the machine's other work than about the
/// client. So a client is compared with the others of each round, and its score is what it would
/// have been in the middle one of the undisturbed rounds.
///
/// @param figure the score, or another figure of each turn
/// @param typical a turn for each round, which stands for all clients
/// @param compared whether there are others to compare with
record Scores(ToDoubleFunction<Slice> figure, List<Slice> typical, boolean compared) {

  private static final int ENOUGH = 5; // undisturbed rounds

  /// Of a workload's samples.
  static Scores of(List<Sample> samples, ToDoubleFunction<Slice> figure) {
    boolean compared = samples.stream().filter(Scores::inRounds).count() > 1;
    return new Scores(figure, typical(samples, figure), compared);
  }

  /// A client's figure, with its interval.
  Estimate of(Sample sample) {
    List<Slice> own = sample.slices().stream().map(slice -> slice.scored(figure)).toList();
    if (!compared || !inRounds(sample)) {
      return Statistics.estimate(own.stream().map(Slice::score).filter(Double::isFinite).toList());
    }
    Comparison comparison = Comparison.of(own, typical, Slice::score);
    double score = middle(typical) * comparison.ratio();
    return new Estimate(score, score * comparison.relativeError());
  }

  /// The score in the middle one of the undisturbed rounds, or of all if there are too few.
  private static double middle(List<Slice> typical) {
    double[] quiet =
        typical.stream().filter(slice -> !slice.disturbed()).mapToDouble(Slice::score).toArray();
    double[] all = typical.stream().mapToDouble(Slice::score).toArray();
    return new Median().evaluate(quiet.length >= ENOUGH ? quiet : all);
  }

  /// A turn for each round that stands for all clients: their geometric mean. A client that took
  /// part in fewer rounds than others is left out.
  private static List<Slice> typical(List<Sample> samples, ToDoubleFunction<Slice> figure) {
    List<Sample> racing = samples.stream().filter(Scores::inRounds).toList();
    int most = racing.stream().mapToInt(sample -> sample.slices().size()).max().orElse(0);
    Map<Integer, Map<String, Slice>> rounds = new TreeMap<>();
    List<Sample> regular =
        racing.stream().filter(sample -> sample.slices().size() == most).toList();
    for (Sample sample : regular) {
      for (Slice slice : sample.slices()) {
        rounds
            .computeIfAbsent(slice.round(), _ -> new HashMap<>())
            .put(sample.name(), slice.scored(figure));
      }
    }
    return rounds.values().stream()
        .filter(round -> round.size() == regular.size())
        .map(round -> typical(Map.copyOf(round)))
        .toList();
  }

  private static Slice typical(Map<String, Slice> round) {
    Slice any = round.values().iterator().next();
    double logs = round.values().stream().mapToDouble(slice -> Math.log(slice.score())).sum();
    double others = round.values().stream().mapToDouble(Slice::others).max().orElse(Double.NaN);
    return new Slice(any.round(), any.jvm(), Math.exp(logs / round.size()), Double.NaN, others);
  }

  private static boolean inRounds(Sample sample) {
    return sample.slices().stream().anyMatch(Slice::inRound);
  }
}
