package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The suite on trial itself: it must reject what is broken, by the rule that is broken, and say
/// what it saw.
class SuiteTest {

  static Stream<Broken> broken() {
    return Broken.all();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenFetcherIsRejected(Broken broken) {
    List<String> failures = Trial.of(broken.factory(), broken.rule());

    assertThat(failures)
        .as("failures of %s", broken)
        .isNotEmpty()
        .allSatisfy(
            said ->
                assertThat(said)
                    .startsWith(broken.name() + " breaks " + broken.rule())
                    .contains("  rule: " + broken.rule().must(), "  seen: "))
        .anySatisfy(said -> assertThat(said).contains(broken.seen()));
  }

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
