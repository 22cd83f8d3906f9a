package dev.multifetch.threadpool.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theListIsReadWhole() throws IOException {
    List<String> said = Trial.of("invoke-all", InvokeAllFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("[URLs read ahead]", "2000"));
  }

  @Test
  void r03_theCallersCodeRunsOnEveryThreadOfThePool() throws IOException {
    List<String> said = Trial.of("callback", CallbackFetcher::new, Rule.R03);
    assertThat(said).singleElement().asString().contains("pool-", "-thread-");
  }
}
