package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Rule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleTest {

  private final Set<Rule> proven =
      SuiteRun.tests().stream()
          .flatMap(test -> Rule.provenBy(test.getName()).stream())
          .collect(Collectors.toSet());

  @Test
  void everyRuleHasATest() {
    assertThat(proven).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void everyTestProvesARule() {
    assertThat(SuiteRun.tests())
        .isNotEmpty()
        .extracting(Method::getName)
        .allSatisfy(name -> assertThat(Rule.provenBy(name)).as(name).isPresent());
  }

  @Test
  void twoThirdsAreCore() {
    assertThat(Arrays.stream(Rule.values()).filter(Rule::core)).hasSize(36); // of 55
  }
}
