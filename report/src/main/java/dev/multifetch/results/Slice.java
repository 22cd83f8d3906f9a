package dev.multifetch.results;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One short turn of one client. In a round every client has one turn, and the turns follow each
/// other closely. So other work on the machine hits all turns of a round much alike, and two
/// clients are compared within each round.
///
/// @param round the number of its round, from 1; 0 if the client ran alone
/// @param jvm which of the client's JVMs ran it, from 1: one JVM of a client may be a little faster
///   than the next, for as long as it lives
/// @param score in the workload's unit
/// @param cpu what each request cost the client's process, in µs; NaN if unknown
/// @param others the share of the machine's processors that other processes took meanwhile, from 0
///   to 1; NaN if unknown
public record Slice(int round, int jvm, double score, double cpu, double others) {

  /// From this share on, a turn counts as disturbed.
  public static final double DISTURBED = 0.1;

  /// Turns of a client that ran alone, one for each score.
  public static List<Slice> alone(List<Double> scores) {
    return scores.stream().map(score -> new Slice(0, 1, score, Double.NaN, Double.NaN)).toList();
  }

  /// The same turn with another figure in the place of its score.
  Slice scored(ToDoubleFunction<Slice> figure) {
    return new Slice(round, jvm, figure.applyAsDouble(this), cpu, others);
  }

  boolean inRound() {
    return round > 0;
  }

  /// Whether other processes took enough to change its figures.
  public boolean disturbed() {
    return others >= DISTURBED;
  }
}
