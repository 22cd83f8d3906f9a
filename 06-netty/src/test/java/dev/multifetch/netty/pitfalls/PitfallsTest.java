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
    List<String> said = Trial.of("silent-end", _ -> new SilentEndFetcher(), Rule.R19);
    assertThat(said).isNotEmpty().allSatisfy(m -> assertThat(m).contains("Fetched"));
  }

  @Test
  void r29_aHandlerThatWaitsStopsItsLoop() throws IOException {
    List<String> said = Trial.of("waiting-handler", _ -> new WaitingHandlerFetcher(), Rule.R29);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("BlockingOperationException"));
  }

  @Test
  void r46_anyCertificateWillDoForAnyHost() throws IOException {
    List<String> said = Trial.of("any-name", AnyNameFetcher::new, Rule.R46);
    assertThat(said).anySatisfy(m -> assertThat(m).contains("aCertificateForAnotherHostFails"));
  }
}
