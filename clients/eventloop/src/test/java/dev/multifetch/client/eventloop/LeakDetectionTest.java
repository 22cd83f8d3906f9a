package dev.multifetch.client.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.process.LeakDetection;
import org.junit.jupiter.api.Test;

class LeakDetectionTest {

  @Test
  void aBufferThatNobodyReleasesIsReported() throws Exception {
    LeakDetection.lose("on purpose");
    assertThat(LeakDetection.reports()).singleElement().asString().contains("on purpose");
  }

  @Test
  void withoutALostBufferThereIsNothingToReport() throws Exception {
    assertThat(LeakDetection.reports()).isEmpty();
  }
}
