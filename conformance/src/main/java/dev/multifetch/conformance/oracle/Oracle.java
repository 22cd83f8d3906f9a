package dev.multifetch.conformance.oracle;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares several fetchers with each other: whatever a server sends, however damaged, all must
/// report the same. Each response is random, made from its own seed, so that a response on which
/// they differ can be made again.
public final class Oracle {

  private static final int ROUND = 1_000; // responses; each model gets them as one batch

  static final int MAX_BODY = 32 << 10; // bytes

  private static final FetchOptions OPTIONS =
      FetchOptions.builder()
          .maxInFlight(16)
          .maxHeadBytes(16 << 10)
          .maxBodyBytes(MAX_BODY)
          .timeout(Duration.ofSeconds(10)) // no response takes as long
          .build();

  private final List<FetcherFactory> models;
  private final Findings findings = new Findings();

  private Oracle(List<FetcherFactory> models) {
    this.models = models;
  }

  /// Sends this many responses to all models, from this seed on.
  public static Findings ask(List<FetcherFactory> models, long seed, int count)
      throws InterruptedException {
    Oracle oracle = new Oracle(models);
    for (int asked = 0; asked < count; asked += ROUND) {
      oracle.round(seed + asked, Math.min(ROUND, count - asked));
    }
    return oracle.findings;
  }

  private void round(long seed, int count) throws InterruptedException {
    try (RandomServers servers = new RandomServers(seed, count)) {
      Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
      for (FetcherFactory model : models) {
        try (Fetcher fetcher = model.open(OPTIONS)) {
          outcomes.put(model.name(), fetcher.fetchAll(servers.urls()));
        }
      }
      for (int i = 0; i < count; i++) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<String, List<Outcome>> of : outcomes.entrySet()) {
          readings.put(of.getKey(), Reading.of(of.getValue().get(i)));
        }
        findings.add(servers.specimens().get(i), readings);
      }
    }
  }

  /// The results.
  public static final class Findings {

    private final Map<String, Integer> kinds = new java.util.TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();

    private void add(Specimen specimen, Map<String, Reading> readings) {
      readings.values().forEach(reading -> kinds.merge(reading.kind(), 1, Integer::sum));
      boolean agreed = readings.values().stream().map(Reading::seen).distinct().count() == 1;
      boolean asExpected =
          specimen.expected().stream()
              .allMatch(
                  wanted -> readings.values().stream().allMatch(v -> v.seen().startsWith(wanted)));
      if (!agreed || !asExpected) {
        disagreements.add(Disagreement.text(specimen, readings));
      }
    }

    /// The responses on which the models differ, described for a person.
    public List<String> disagreements() {
      return disagreements;
    }

    /// How many outcomes there were of each kind, by its name; `FETCHED` stands for a success.
    public Map<String, Integer> kinds() {
      return kinds;
    }
  }
}
