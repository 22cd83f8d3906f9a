package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import dev.multifetch.conformance.oracle.Oracle;
import dev.multifetch.conformance.oracle.Oracle.Findings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// The six are each other's oracle. A longer run, or one response again:
///
/// ```sh
/// mvn -pl cli -am test -Dtest=OracleTest -Dsurefire.failIfNoSpecifiedTests=false \
///     -Doracle.seed=1000000 -Doracle.count=100000
/// ```
@Tag("oracle")
class OracleTest {

  private static final long SEED = Long.getLong("oracle.seed", 1);
  private static final int COUNT = Integer.getInteger("oracle.count", 3_000);

  /// All but those over OkHttp, which has ideas of its own: they are declared.
  static List<FetcherFactory> models() {
    return Models.all().stream().filter(model -> !model.transport().startsWith("OkHttp")).toList();
  }

  @Test
  void theVariantsMakeTheSameOfWhateverAServerSends(TestReporter reporter) throws Exception {
    assertThat(models()).hasSize(9);

    Findings findings = Oracle.ask(models(), SEED, COUNT);

    reporter.publishEntry("outcomes", findings.kinds().toString());
    assertThat(findings.disagreements())
        .as("%s of %s responses from seed %s", findings.disagreements().size(), COUNT, SEED)
        .isEmpty();
  }
}
