package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the checker finds, in real processes: whatever the code does to its own, this one survives.
class CheckerTest {

  private static final Queue<String> PRINTED = new ConcurrentLinkedQueue<>();
  private static final Checker CHECKER = new Checker();

  private static final Exercise FIVE_AT_ONCE =
      new Exercise(
          3,
          "five-at-once",
          "Five at once",
          "2",
          "complete",
          10,
          Rule.R06,
          List.of(
              "r02_everyFaultIsAFailedAndLeavesTheOthersAlone",
              "r06_aServerCanHoldAsManyRequestsAsTheModelPromises"),
          5,
          true,
          "docs/start/02-thread-pool.md");

  @AfterAll
  static void endTheProcess() {
    CHECKER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThreadPool", "VirtualThreads", "Futures", "Reactive", "EventLoop"})
  void aProgramWithFivePlacesPasses(String program) throws Exception {
    assertThat(check(start(program))).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void aProgramWithOnePlaceBreaksR06AndTheServerSawIt() throws Exception {
    assertThat(check(start("Blocking")))
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken -> {
              assertThat(broken.message())
                  .startsWith("your code breaks R06")
                  .contains("but was: 1");
              assertThat(broken.served()).hasSize(1);
            });
  }

  @Test
  void aProgramThatThrowsIsNoFetcher() throws Exception {
    assertThat(
            check(
                """
                void main(String[] urls) {
                  throw new IllegalStateException("no idea");
                }
                """))
        .isInstanceOfSatisfying(
            Finding.Broken.class, broken -> assertThat(broken.message()).contains("no idea"));
  }

  @Test
  void theLineThatEndsTheJvmIsNamed() throws Exception {
    assertThat(check("void main(String[] urls) {\n  System.exit(0);\n}\n"))
        .isEqualTo(new Finding.Stopped("your code ended the whole JVM in line 2 (System.exit?)"));
  }

  @Test
  void aProgramThatHangsSaysWhere() throws Exception {
    assertThat(check("void main(String[] urls) {\n  while (true) {}\n}\n"))
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken ->
                assertThat(broken.message())
                    .contains(
                        "your program waits: it has printed no line for 12 s", "in main, line 2"));
  }

  @Test
  void aMistakeHasItsLineAndAPlainWord() throws Exception {
    Finding found = check("void main(String[] urls) {\n  IO.printn(urls);\n}\n");
    assertThat(found)
        .isInstanceOfSatisfying(
            Finding.DoesNotCompile.class,
            wrong -> {
              assertThat(wrong.mistakes()).hasSize(1);
              assertThat(wrong.mistakes().getFirst().line()).isEqualTo(2);
              assertThat(wrong.mistakes().getFirst().help()).contains("does not know this name");
            });
  }

  @Test
  void aMissingBraceIsLookedForAboveTheNextMethod() throws Exception {
    Finding found =
        check(
            "void main(String[] urls) {\n  if (urls.length > 0) {\n}\n\nString other(int a) {\n}\n");
    assertThat(found)
        .isInstanceOfSatisfying(
            Finding.DoesNotCompile.class,
            wrong ->
                assertThat(wrong.mistakes().getFirst())
                    .returns(5L, Compilation.Mistake::line)
                    .returns(Compilation.NOT_CLOSED, Compilation.Mistake::help));
  }

  @Test
  void whatTheCodePrintsIsPassedOn() throws Exception {
    var _ = check("void main(String[] urls) {\n  IO.println(\"I have \" + urls.length);\n}\n");
    assertThat(PRINTED).contains("I have 4");
  }

  @Test
  void aFileWithoutAFetcherSaysWhatIsMissing() throws Exception {
    assertThat(check("class Nothing {}\n"))
        .isEqualTo(
            new Finding.Stopped(
                "the file has neither a class that implements Fetcher nor a method main"));
  }

  private static Finding check(String source) throws InterruptedException {
    return CHECKER.check(FIVE_AT_ONCE, source, PRINTED::add);
  }

  private static String start(String program) throws IOException {
    return Files.readString(Path.of("..", "docs", "start", program + ".java"));
  }
}
