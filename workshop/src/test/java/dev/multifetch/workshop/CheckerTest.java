package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CheckerTest {

  private static final ConcurrentLinkedQueue<String> PRINTED = new ConcurrentLinkedQueue<>();
  private static Checker checker = new Checker(PRINTED::add);

  @BeforeAll
  static void start() {}

  @AfterAll
  static void end() {
    checker.close();
  }

  @Test
  void aProgramThatHasFivePlacesPasses() throws Exception {
    assertThat(check(start("ThreadPool"))).isInstanceOf(Finding.Passed.class);
    assertThat(check(start("VirtualThreads"))).isInstanceOf(Finding.Passed.class);
    assertThat(check(start("Futures"))).isInstanceOf(Finding.Passed.class);
    assertThat(check(start("Reactive"))).isInstanceOf(Finding.Passed.class);
    assertThat(check(start("EventLoop"))).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void aProgramThatHasOnePlaceBreaksR06() throws Exception {
    long t = System.nanoTime();
    assertThat(check(start("Blocking")))
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken -> {
              assertThat(broken.message())
                  .startsWith("your code breaks R06")
                  .contains("but was: 1");
              assertThat(broken.served()).hasSize(1);
            });
    System.err.println("took " + (System.nanoTime() - t) / 1e6);
  }

  @Test
  void theLineThatEndsTheJvmIsNamed() throws Exception {
    assertThat(check("void main(String[] urls) {\n  System.exit(0);\n}\n"))
        .isEqualTo(new Finding.Stopped("your code ended the whole JVM in line 2 (System.exit?)"));
  }

  private static Finding check(String source) throws InterruptedException {
    Exercise exercise =
        new Exercise(
            3,
            "five-at-once",
            "Five at once",
            "2",
            "complete",
            10,
            Rule.R06,
            List.of(
                "r01_everyIndexIsHandedOverOnce",
                "r02_everyFaultIsAFailedAndLeavesTheOthersAlone",
                "r06_aServerCanHoldAsManyRequestsAsTheModelPromises"),
            5,
            true,
            "docs/start/02-thread-pool.md");
    Finding f = checker.check(exercise, source);
    System.err.println(f);
    System.err.println(PRINTED);
    return f;
  }

  private static String start(String program) throws Exception {
    return Files.readString(Path.of("..", "docs", "start", program + ".java"));
  }
}
