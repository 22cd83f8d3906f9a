package dev.multifetch.reactive.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theServerSeesMoreThanMaxInFlight() throws IOException {
    List<String> said = Trial.of("unbounded-flat-map", UnboundedFlatMapFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("a ninth request came"));
  }

  @Test
  void r06_theServerNeverHoldsMoreThanOne() throws IOException {
    List<String> said =
        Trial.of("blocking-call", options -> new BlockingCallFetcher(impatient(options)), Rule.R06);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("Fetched", "timed out"));
  }

  /// The server waits for the others, which never come: no need to wait with it for long.
  private static FetchOptions impatient(FetchOptions options) {
    return FetchOptions.builder()
        .maxInFlight(options.maxInFlight())
        .timeout(Duration.ofMillis(50))
        .build();
  }
}
