package dev.multifetch.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void eachHasANameOfItsOwnThatALinkCanEndIn() {
    assertThat(Fault.all())
        .extracting(Fault::id)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[a-z0-9.-]+"));
  }

  @Test
  void everyTopicHasSome() {
    assertThat(Fault.all()).extracting(Fault::topic).contains(Topic.values());
  }

  /// Nothing may be due of which nobody could say whether it was so.
  @Test
  void noneIsDueLate() {
    assertThat(Fault.all()).extracting(Fault::moment).doesNotContain(Moment.OTHER);
  }
}
