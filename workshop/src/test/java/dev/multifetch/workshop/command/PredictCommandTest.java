package dev.multifetch.workshop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PredictCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void itListsThePredictions() {
    assertThat(execute("", "--list")).isZero();
    assertThat(out.toString().lines()).hasSize(8).first().asString().startsWith(" 1  blocking");
  }

  @Test
  void aModelIsPredictedAndMeasured() {
    int status = execute("\n1\n\n\n", "1");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("Prediction 1 of 8")
        .containsPattern("at once +1 +1 +exact, 10 of 10")
        .doesNotContain("\u001b"); // no colour where there is no terminal
  }

  @Test
  void theEndOfInputIsNoError() {
    assertThat(execute("")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("Prediction 1 of 8").doesNotContain("Exception");
  }

  @Test
  void whatCannotBePredictedIsNamed() {
    assertThat(execute("", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("must be 1 to 8, or one of blocking", "was 9");
  }

  @Test
  void aTeachersPageMustBeAUrl() {
    for (String wrong : new String[] {"teacher:8080", "ftp://teacher", "http://", "http://a b"}) {
      assertThat(execute("", "--send", wrong)).as(wrong).isEqualTo(2);
      assertThat(err.toString()).contains("--send must be a URL such as http://teacher:8080");
      assertThat(err.toString()).contains("was " + wrong);
    }
  }

  private int execute(String typed, String... arguments) {
    PrintWriter errors = new PrintWriter(err, true);
    Streams streams =
        new Streams(new BufferedReader(new StringReader(typed)), new PrintWriter(out), errors);
    return new CommandLine(new PredictCommand(streams)).setErr(errors).execute(arguments);
  }
}
