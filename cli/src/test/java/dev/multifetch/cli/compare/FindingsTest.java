package dev.multifetch.cli.compare;

import static dev.multifetch.results.Workload.THROUGHPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Environment;
import dev.multifetch.results.Row;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import dev.multifetch.results.Track;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is known in the course of a run.
class FindingsTest {

  private final Findings findings = new Findings((_, _) -> {});

  @Test
  void theLastRoundHasAllThatIsKnown() {
    findings.round(THROUGHPUT, List.of(sample("one", Track.AS_SHIPPED, 50)));
    findings.round(
        THROUGHPUT,
        List.of(sample("one", Track.AS_SHIPPED, 60), sample("two", Track.AS_SHIPPED, 30)));

    assertThat(row("one").score()).isEqualTo(60);
    assertThat(row("two").score()).isEqualTo(30);
  }

  @Test
  void theHighestCeilingCounts_whetherMeasuredInRoundsOrAlone() {
    findings.round(
        THROUGHPUT,
        List.of(sample("one", Track.AS_SHIPPED, 50), sample("ceiling", Track.CEILING, 100)));
    findings.ended(sample("wrk", Track.CEILING, 200));

    assertThat(row("one").ratio()).isEqualTo(0.25);
    assertThat(row("wrk").ratio()).isEqualTo(1);
  }

  @Test
  void whoHadNoTimeToWarmUpIsNamedOnce() {
    findings.round(THROUGHPUT, List.of(sample("one", Track.AS_SHIPPED, 50)));
    findings.stayedCold("one", THROUGHPUT);
    findings.stayedCold("one", THROUGHPUT); // in the next set of JVMs
    row("one");

    assertThat(findings.results().orElseThrow().warnings())
        .singleElement()
        .asString()
        .startsWith("throughput: one had no time to warm up");
  }

  private Row row(String name) {
    findings.measuredIn(
        Environment.read(List.of(), "not pinned", "none", "multifetch compare"), Map.of());
    return findings.results().orElseThrow().rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
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
        Slice.alone(List.of(score, score)),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of());
  }
}
