package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.reference.Broken;
import dev.multifetch.conformance.rules.Rule;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// No rule without a fetcher that breaks it.
class SuiteTest {

  @Test
  void everyRuleHasABrokenFetcher() {
    assertThat(Broken.all().map(Broken::rule).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void brokenFetchersHaveNamesOfTheirOwn() {
    assertThat(Broken.all().map(Broken::name)).doesNotHaveDuplicates();
  }
}
