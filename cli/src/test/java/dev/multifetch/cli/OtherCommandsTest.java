package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherCommandsTest {

  @Test
  void modelsHasALineForEach_withTransportAndWhatWaitsWhere() {
    Ran ran = multifetch("models");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .hasSameSizeAs(Models.all())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("virtual-threads ")
                    .contains("Apache HttpClient 5")
                    .contains("waits"));
  }

  @Test
  void completionKnowsTheOptionsTheModelsAndWhereAFileIsNamed() {
    Ran ran = multifetch("generate-completion");
    assertThat(ran.exitCode()).isZero();
    assertThat(String.join("\n", ran.out()))
        .contains("complete -F _complete_multifetch", "--save-failed", "virtual-threads-okhttp")
        .containsPattern("'-i'\\)[^;]*compgen -f");
  }
}
