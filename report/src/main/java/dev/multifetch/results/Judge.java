package dev.multifetch.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what each sample is worth, and ranks the valid ones. If something other than the client
/// decided a figure, the figure is shown with the reason, and is not ranked.
public final class Judge {

  /// The suffix of a client's name in its second measurement.
  public static final String AGAIN = " (again)";

  private final Map<Workload, Bound.Ideal> ideals;

  /// @param ideals for the workloads in which the server's delays decide
  public Judge(Map<Workload, Bound.Ideal> ideals) {
    this.ideals = Map.copyOf(ideals);
  }

  public Judgement judge(List<Sample> samples) {
    Map<Workload, List<Sample>> byWorkload =
        samples.stream().collect(groupingBy(Sample::workload, LinkedHashMap::new, toList()));
    List<Row> rows = new ArrayList<>();
    Map<String, Double> bounds = new HashMap<>();
    byWorkload.forEach(
        (workload, all) -> {
          Scores scores = Scores.of(all, Slice::score);
          Scores cpu = Scores.of(all, Slice::cpu);
          Optional<Bound> bound = bound(workload, all, scores);
          bound.ifPresent(known -> bounds.put(workload.title(), known.value()));
          for (Sample sample : all) {
            rows.add(row(sample, scores.of(sample), cpu.of(sample), bound));
          }
        });
    List<Row> ranked = Ranking.inOrder(rows);
    return new Judgement(ranked, bounds, RepeatCheck.warnings(ranked));
  }

  /// A client above the ceiling is a better measurement of it.
  private Optional<Bound> bound(Workload workload, List<Sample> samples, Scores scores) {
    Bound.Ideal ideal = ideals.get(workload);
    if (ideal != null) {
      return Optional.of(ideal);
    }
    List<Sample> sound =
        samples.stream()
            .filter(sample -> sample.failure().isEmpty() && !sample.slices().isEmpty())
            .filter(sample -> Invalidity.of(sample, Optional.empty()).isEmpty())
            .toList();
    if (sound.stream().noneMatch(sample -> sample.track() == Track.CEILING)) {
      return Optional.empty();
    }
    return sound.stream()
        .max(Comparator.comparingDouble(sample -> scores.of(sample).mean()))
        .map(best -> new Bound.Ceiling(scores.of(best).mean(), best.slices()));
  }

  private static Row row(Sample sample, Estimate score, Estimate cpu, Optional<Bound> bound) {
    double limit = bound.map(Bound::value).orElse(Double.NaN);
    Finding finding = finding(sample, score, bound);
    Map<String, Double> figures = new HashMap<>(sample.figures());
    if (!Double.isNaN(cpu.mean())) {
      figures.put(CpuRanking.CPU, cpu.mean());
    }
    bound.ifPresent(known -> RatioInterval.note(sample, score, known, figures));
    return new Row(
        sample.name(),
        sample.model(),
        sample.transport(),
        sample.track(),
        sample.workload().title(),
        score.mean(),
        score.error(),
        sample.workload().unit(),
        score.mean() / limit,
        finding.verdict,
        finding.reason,
        figures,
        sample.slices());
  }

  private record Finding(Verdict verdict, String reason) {}

  private static Finding finding(Sample sample, Estimate score, Optional<Bound> bound) {
    if (sample.failure().isPresent()) {
      Verdict verdict = sample.absent() ? Verdict.ABSENT : Verdict.DNF;
      return new Finding(verdict, sample.failure().get());
    }
    if (sample.slices().isEmpty()) {
      return new Finding(Verdict.DNF, "it ended without a score");
    }
    Optional<String> invalid = Invalidity.of(sample, bound);
    if (invalid.isPresent()) {
      return new Finding(Verdict.INVALID, invalid.get());
    }
    Optional<String> near = NearCeiling.of(sample, score, bound);
    return near.map(reason -> new Finding(Verdict.AT_LEAST, reason))
        .orElseGet(() -> new Finding(Verdict.OK, Remark.on(sample, score, bound)));
  }
}
