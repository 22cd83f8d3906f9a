package dev.multifetch.netty.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r19_aBodyCutShortPassesForWhole() throws IOException {
    List<String> said = Trial.of("closed-is-complete", ClosedIsCompleteFetcher::new, Rule.R19);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("CONNECTION_LOST", "5 bytes]"));
  }

  @Test
  void r29_aLoopWaitsForItself() throws IOException {
    List<String> said = Trial.of("waiting-handler", WaitingHandlerFetcher::new, Rule.R29);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("should have worked", "TIMED_OUT"));
  }

  @Test
  void r46_anotherHostsCertificateWillDo() throws IOException {
    List<String> said = Trial.of("any-host", AnyHostFetcher::new, Rule.R46);
    assertThat(said).singleElement().asString().contains("TLS_FAILED", "Fetched[");
  }
}
