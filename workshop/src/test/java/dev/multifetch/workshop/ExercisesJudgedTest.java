package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The suite judges each starter and each solution, in the way in which a learner's file is judged.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExercisesJudgedTest {

  private static final List<String> EMPTY_AT_FIRST = List.of("order", "complete", "write");

  /// Asks for as many requests at once as are allowed, and for no more. A program with fewer than
  /// R06 asks for breaks it, too.
  private static final String BOTH_SIDES = "r05_aHundredUrlsNeverExceedMaxInFlight";

  private Checker checker;

  @BeforeAll
  void start() {
    checker = new Checker();
  }

  @AfterAll
  void stop() {
    checker.close();
  }

  static List<Exercise> exercises() {
    return Exercise.all();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theStarterBreaksTheRuleThatItNames(Exercise exercise) throws InterruptedException {
    Finding found = check(exercise, exercise.starter());
    assertThat(found).isInstanceOf(Finding.Broken.class);
    assertThat(Rule.provenBy(((Finding.Broken) found).test())).hasValue(exercise.rule());
  }

  /// What is to be fixed is one thing. A starter with an empty method breaks all rules at once.
  @ParameterizedTest
  @MethodSource("exercises")
  void theStarterBreaksNoOtherRule(Exercise exercise) throws InterruptedException {
    List<String> others =
        exercise.tests().stream()
            .filter(test -> !Rule.provenBy(test).equals(Optional.of(exercise.rule())))
            .filter(test -> !test.equals(BOTH_SIDES) || !exercise.rule().equals(Rule.R06))
            .toList();
    if (!EMPTY_AT_FIRST.contains(exercise.kind()) && !others.isEmpty()) {
      assertThat(check(with(exercise, others), exercise.starter()))
          .isInstanceOf(Finding.Passed.class);
    }
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theSolutionPasses(Exercise exercise) throws InterruptedException {
    assertThat(check(exercise, exercise.solution())).isInstanceOf(Finding.Passed.class);
  }

  /// The slowest machine of a class must see it, too: so the server counts, and no clock.
  @ParameterizedTest
  @ValueSource(ints = {4, 6, 7})
  void fiveAtOnceAreNeitherFourNorSix(int threads) throws InterruptedException {
    Exercise exercise = named("five-at-once");
    String source = exercise.solution().replace("atOnce = 5", "atOnce = " + threads);
    assertThat(check(exercise, source)).isInstanceOf(Finding.Broken.class);
  }

  /// As the first hint says: one URL after another keeps R01, and the check then asks for threads.
  @Test
  void aFetcherFromEmptyMayBeginWithoutThreads() throws InterruptedException {
    Exercise exercise = named("from-empty");
    String source = exercise.solution().replace("newVirtualThreadPerTask", "newSingleThread");
    assertThat(check(exercise, source))
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken ->
                assertThat(broken.test())
                    .isEqualTo("r06_aServerCanHoldAsManyRequestsAsTheModelPromises"));
  }

  private static Exercise named(String id) {
    return Exercise.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private Finding check(Exercise exercise, String source) throws InterruptedException {
    return checker.check(exercise, source, _ -> {});
  }

  private static Exercise with(Exercise exercise, List<String> tests) {
    return new Exercise(
        exercise.number(),
        exercise.id(),
        exercise.title(),
        exercise.block(),
        exercise.kind(),
        exercise.minutes(),
        exercise.rule(),
        tests,
        exercise.atOnce(),
        exercise.inTwoHours(),
        exercise.read());
  }
}
