package dev.multifetch.blocking.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.Rule;
import dev.multifetch.conformance.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PitfallsTest {

  @Test
  void r02_anErrorStatusIsTakenForAFailure() throws IOException {
    List<String> said = Trial.of("open-stream", _ -> new OpenStreamFetcher(), Rule.R02);
    assertThat(said).singleElement().asString().contains("Server returned HTTP response code: 500");
  }

  @Test
  void r26_aBombReachesTheHeap() throws IOException {
    List<String> said = Trial.of("read-all-bytes", ReadAllBytesFetcher::new, Rule.R26);
    assertThat(said).singleElement().asString().contains("200, 268435456 bytes"); // of 256 KiB sent
  }
}
