package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LessonTest {

  @Test
  void theFormulaGivesTheMakespan() {
    assertThat(Lessons.ALL)
        .extracting(lesson -> lesson.expected().toMillis())
        .containsExactly(2_000L, 400L, 1_000L, 400L, 300L, 400L, 1_000L, 1_000L);
  }

  @Test
  void equalDelaysTakeRoundsOfThem() {
    Lessons.ALL.stream()
        .filter(lesson -> !lesson.hasSlowFirst())
        .forEach(
            lesson ->
                assertThat(lesson.expected())
                    .isEqualTo(lesson.delay().multipliedBy(lesson.rounds())));
  }

  @Test
  void aPlaceThatIsFreeTakesTheNextUrlWhileASlowOneGoesOn() {
    Lesson slow = Lessons.ALL.getLast();
    assertThat(slow.expected(5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(slow.oneAfterAnother()).isEqualTo(Duration.ofMillis(3_700)); // 1,000 + 9 * 300
  }

  @Test
  void eachModelIsThere() {
    List<String> models =
        ServiceLoader.load(FetcherFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .map(FetcherFactory::name)
            .toList();
    assertThat(Lessons.ALL).extracting(Lesson::model).isSubsetOf(models);
  }

  @Test
  void eachChapterIsThere() {
    assertThat(Lessons.ALL)
        .allSatisfy(lesson -> assertThat(Path.of("..", lesson.chapter())).isRegularFile());
  }

  @Test
  void theCodeThatIsShownIsTheCodeThatRuns() throws IOException {
    String runs =
        Files.readString(
                Path.of("src/main/java", ModelMain.class.getName().replace('.', '/') + ".java"))
            .replace("maxInFlight(maxInFlight)", "maxInFlight(5)")
            .replace("model(name)", "model(\"thread-pool\")");
    List<String> shown =
        Lessons.ALL
            .get(1)
            .code()
            .lines()
            .map(line -> line.replaceFirst(" *//.*", "").strip())
            .toList();
    assertThat(shown).hasSize(4).allSatisfy(line -> assertThat(runs).contains(line));
  }
}
