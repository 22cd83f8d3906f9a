package dev.multifetch.completablefuture.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r05_theServerSeesTheWholeListAtOnce() throws IOException {
    List<String> said = Trial.of("all-of", AllOfFetcher::new, Rule.R05);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("a ninth request came"));
  }

  @Test
  void r38_theExchangeOutlivesItsTimeOut() throws IOException {
    List<String> said = Trial.of("or-timeout", OrTimeoutFetcher::new, Rule.R38);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("the client left its connection open"));
  }
}
