package dev.multifetch.reactive.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theLibrarysNumberIsNotTheCallers() throws IOException {
    List<String> said = Trial.of("flat-map", FlatMapFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("requests that came before a first outcome"));
  }

  @Test
  void r06_aBlockingCallStaysOne() throws IOException {
    List<String> said = Trial.of("from-callable", FromCallableFetcher::new, Rule.R06);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("of 32 promised", "but was: 1"));
  }
}
