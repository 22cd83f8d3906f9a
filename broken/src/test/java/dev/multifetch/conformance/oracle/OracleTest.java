package dev.multifetch.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.reference.Broken;
import dev.multifetch.conformance.reference.ReferenceFactory;
import dev.multifetch.conformance.rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle on trial itself: it finds a fetcher that makes something else of a response than the
/// others.
@Tag("oracle")
class OracleTest {

  private static final int SEED = 1;
  private static final int COUNT = 1_000; // responses

  private static final FetcherFactory REFERENCE = new ReferenceFactory();

  /// Rules whose broken fetchers differ in what so few random responses make likely.
  private static final Set<Rule> SHOWN = Set.of(Rule.R16, Rule.R18, Rule.R22, Rule.R27, Rule.R28);

  static Stream<Broken> broken() {
    return Broken.all().filter(each -> SHOWN.contains(each.rule()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aFetcherThatIsAloneWithWhatItMakesOfAResponseIsFound(Broken broken) throws Exception {
    var findings = Oracle.ask(List.of(REFERENCE, broken.factory()), SEED, COUNT);

    assertThat(findings.disagreements())
        .isNotEmpty()
        .allSatisfy(said -> assertThat(said).contains("reference: ", broken.name() + ": "));
  }

  @Test
  void theReferenceMakesOfThemWhatItShould() throws Exception {
    assertThat(Oracle.ask(List.of(REFERENCE), SEED, COUNT).disagreements()).isEmpty();
  }
}
