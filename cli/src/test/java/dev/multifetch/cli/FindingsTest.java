package dev.multifetch.cli;

import static dev.multifetch.results.Workload.THROUGHPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Bound;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Row;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Track;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a server gives at most, as it is found out in the course of a run.
class FindingsTest {

  private final Findings findings = new Findings(_ -> {});

  @Test
  void theHighestCeilingCounts_whetherMeasuredBeforeOrAfter() {
    findings.bound(THROUGHPUT, ceiling(90));
    findings.bound(THROUGHPUT, ceiling(100));
    findings.bound(THROUGHPUT, ceiling(80));
    findings.ended(sample("one", Track.AS_SHIPPED, 50));

    assertThat(row("one").ratio()).isEqualTo(0.5);
  }

  @Test
  void whatALoadGeneratorGotAsARowIsACeilingToo_andWhatAClientGotIsNone() {
    findings.bound(THROUGHPUT, ceiling(100));
    findings.ended(sample("one", Track.AS_SHIPPED, 120));
    findings.ended(sample("wrk", Track.CEILING, 200));

    assertThat(row("one").ratio()).isEqualTo(0.6);
    assertThat(row("wrk").ratio()).isEqualTo(1);
  }

  private Row row(String name) {
    findings.measuredIn(Environment.read(List.of(), "not pinned", "none", "multifetch compare"));
    return findings.results().orElseThrow().rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Bound ceiling(double score) {
    return new Bound.Ceiling(List.of(score, score));
  }

  private static Sample sample(String name, Track track, double score) {
    return new Sample(
        name,
        "model",
        "library",
        track,
        THROUGHPUT,
        64,
        10,
        List.of(score, score),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of());
  }
}
