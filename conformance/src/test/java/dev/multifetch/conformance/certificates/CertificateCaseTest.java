package dev.multifetch.conformance.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CertificateCaseTest {

  @Test
  void eachHasANameOfItsOwn() {
    assertThat(CertificateCase.all())
        .extracting(CertificateCase::id)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[a-z0-9-]+"));
  }

  /// A client that trusts all, or nobody, must be found out about every topic.
  @Test
  void everyTopicHasSomeToTrustAndSomeToRefuse() {
    for (CertificateCase.Topic topic : CertificateCase.Topic.values()) {
      assertThat(CertificateCase.about(topic))
          .extracting(CertificateCase::trusted)
          .contains(true, false);
    }
  }

  @Test
  void everyClauseDecidesSomething() {
    assertThat(CertificateCase.all())
        .extracting(CertificateCase::clause)
        .containsAll(Arrays.asList(Clause.values()));
  }
}
