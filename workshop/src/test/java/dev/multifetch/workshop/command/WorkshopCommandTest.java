package dev.multifetch.workshop.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.Exercise;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands as a learner types them, one after another, over real checks.
class WorkshopCommandTest {

  private static final Exercise FIRST = Exercise.all().getFirst();
  private static final int PATIENCE = 90; // seconds

  private final StringWriter said = new StringWriter();
  @TempDir private Path folder;
  private String dir = "";

  @BeforeEach
  void choose() {
    dir = folder.resolve("mine").toString();
  }

  @Test
  void aLearnerGoesFromTheStarterToTheNextExercise() throws IOException {
    assertThat(type("start", "--two-hours", dir)).isZero();
    assertThat(said()).contains("JDK", "5 in " + dir, "Exercise 1", "watch");
    assertThat(type("solution", "--dir", dir)).isOne();
    assertThat(said()).contains("after a first try: multifetch workshop check 1");
    assertThat(type("check", "--dir", dir)).isOne();
    assertThat(said())
        .contains("Rule R01 is broken", "printed no line for 10 of its 10 URLs", "saw no request");

    for (String hint : FIRST.hints()) {
      assertThat(type("hint", "--dir", dir)).isZero();
      assertThat(words(said())).contains(words(hint));
    }
    assertThat(type("hint", "--dir", dir)).isZero();
    assertThat(said()).contains("Hint 1:", "Hint 3:", "solution 1");

    assertThat(type("solution", "--dir", dir)).isZero();
    assertThat(said()).contains("Why it works:", "workshop solution 1 --use");
    assertThat(type("solution", "--use", "--dir", dir)).isZero();
    assertThat(said()).contains("What you wrote is in");
    assertThat(type("check", "1", "--dir", dir)).isZero();
    assertThat(said()).contains("Passed: 1 test", "Why our solution works", "workshop next");
    assertThat(type("next", "--dir", dir)).isZero();
    assertThat(said()).contains("Exercise 3");
    assertThat(type("list", "--dir", dir)).isZero();
    assertThat(said())
        .containsPattern("  1 .* tried, hint 1, hint 2, hint 3, solution seen, passed")
        .containsPattern("> +3 ");
  }

  @Test
  void watchChecksWhenTheFileChangesAndWhenItIsTold() throws Exception {
    assertThat(type("start", dir)).isZero();
    PipedWriter keys = new PipedWriter();
    CompletableFuture<Integer> watch =
        CompletableFuture.supplyAsync(() -> type(reader(keys), "watch", "--dir", dir));
    await("Rule R01 is broken");
    Files.writeString(Path.of(dir, FIRST.file()), "void main(String[] urls) { oops }");
    await("It does not compile");
    Files.writeString(Path.of(dir, FIRST.file()), FIRST.solution());
    await("Passed: 1 test");
    keys.write("n\n");
    keys.flush();
    await("Exercise 2");
    await("Rule R02 is broken");
    assertThat(type("goto", "1", "--dir", dir)).isZero(); // in another terminal
    await("Passed: 1 test");
    keys.write("h\nnonsense\nq\n");
    keys.flush();
    assertThat(watch.get(PATIENCE, TimeUnit.SECONDS)).isZero();
    assertThat(said()).contains("Hint 1 of 3", "There is no command nonsense");
  }

  @Test
  void theEndOfTheInputEndsWatch() throws IOException {
    assertThat(type("start", dir)).isZero();
    assertThat(type("watch", "--dir", dir)).isZero();
  }

  @Test
  void errorsNameTheCulpritAndTheRemedy() throws IOException {
    assertThat(type("check", "--dir", dir)).isEqualTo(2);
    assertThat(said()).contains("there are no exercises here", "multifetch workshop start");
    assertThat(type("start", dir)).isZero();
    assertThat(type("goto", "99", "--dir", dir)).isEqualTo(2);
    assertThat(said()).contains("there is no exercise 99", "from 1 to ");
    Files.delete(Path.of(dir, FIRST.file()));
    assertThat(type("check", "--dir", dir)).isOne();
    assertThat(said()).contains(FIRST.file() + " is gone", "workshop reset 1");
    assertThat(type("reset", "--dir", dir)).isZero();
    assertThat(Path.of(dir, FIRST.file())).exists();
    String file = Files.writeString(folder.resolve("file"), "").toString();
    assertThat(type("start", file)).isOne();
    assertThat(said()).contains(file + " is a file: take another folder");
  }

  @Test
  void aFileThatIsNoTextIsSaidToBeNone() throws IOException {
    assertThat(type("start", dir)).isZero();
    Files.write(Path.of(dir, FIRST.file()), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(type("check", "--dir", dir)).isOne();
    assertThat(said()).contains(FIRST.file(), "UTF-8");
  }

  /// Without the line breaks, and without the marks of code.
  private static String words(String text) {
    return text.replace("```", "").replaceAll("\\s+", " ").strip();
  }

  private int type(String... arguments) {
    return type(new StringReader(""), arguments);
  }

  private int type(Reader in, String... arguments) {
    PrintWriter out = new PrintWriter(said, true);
    CommandLine command =
        WorkshopCommand.commandLine(
            new Streams(new BufferedReader(in), out, out, "multifetch workshop"));
    command.setErr(out).setOut(out);
    command.setExecutionExceptionHandler(
        (thrown, line, _) -> WorkshopCommand.explain(thrown, line).orElseThrow(() -> thrown));
    return command.execute(arguments);
  }

  private static Reader reader(PipedWriter keys) {
    try {
      return new PipedReader(keys);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// What has been said since the last call.
  private String said() {
    String all = said.toString();
    said.getBuffer().setLength(0);
    return all;
  }

  /// Waits until this is said. The output has no event to wait for; the deadline bounds it.
  private void await(String words) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!said.toString().contains(words)) {
      assertThat(System.nanoTime()).as("time to say %s in %s", words, said).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
