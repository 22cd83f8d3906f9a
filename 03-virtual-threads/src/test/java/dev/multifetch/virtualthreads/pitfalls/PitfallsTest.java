package dev.multifetch.virtualthreads.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theServerSeesTheWholeListAtOnce() throws IOException {
    List<String> said = Trial.of("unbounded", UnboundedFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("a ninth request came"));
  }

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said = Trial.of("semaphore-inside", SemaphoreInsideFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }
}
