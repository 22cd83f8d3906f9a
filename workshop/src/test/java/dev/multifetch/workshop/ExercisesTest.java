package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.FetcherConformance;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each exercise is complete, and its files are short, compile, and agree with the documents.
class ExercisesTest {

  private static final Path EXERCISES = Path.of("exercises");
  private static final Path PROJECT = Path.of("..");
  private static final int TWO_SCREENS = 100; // lines
  private static final List<String> HINTED = List.of("order", "fix", "complete", "faster", "write");

  static List<Exercise> exercises() {
    return Exercise.all();
  }

  @Test
  void theOrderHasEachFolderOnce() throws IOException {
    try (Stream<Path> files = Files.list(EXERCISES)) {
      assertThat(exercises())
          .extracting(Exercise::id)
          .containsExactlyInAnyOrderElementsOf(
              files.filter(Files::isDirectory).map(id -> id.getFileName().toString()).toList());
    }
  }

  @Test
  void theShortPathFitsIntoTwoHoursAndVisitsFourModels() {
    List<Exercise> path = exercises().stream().filter(Exercise::inTwoHours).toList();
    assertThat(path)
        .extracting(Exercise::id)
        .containsExactly("in-order", "five-at-once", "a-bound", "join-each", "from-empty");
    assertThat(path.stream().mapToInt(Exercise::minutes).sum())
        .isLessThanOrEqualTo(80); // the last one is finished at home
  }

  @Test
  void theKindsVary() {
    assertThat(exercises())
        .extracting(Exercise::kind)
        .contains("order", "fix", "complete", "find", "faster", "write");
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void isComplete(Exercise exercise) {
    List<String> tests =
        Arrays.stream(FetcherConformance.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .toList();
    assertThat(exercise.tests()).doesNotHaveDuplicates().isSubsetOf(tests);
    assertThat(exercise.tests().stream().map(Rule::provenBy))
        .contains(Optional.of(exercise.rule()));
    assertThat(exercise.title()).isNotBlank();
    assertThat(exercise.block()).matches("[1-6]|last");
    assertThat(exercise.kind()).matches("order|fix|complete|find|faster|write");
    assertThat(exercise.minutes()).isBetween(5, 30);
    assertThat(PROJECT.resolve(exercise.read())).isRegularFile();
    assertThat(exercise.hints()).hasSize(3).noneMatch(String::isBlank).doesNotHaveDuplicates();
    assertThat(exercise.why().lines().toList()).hasSize(5).last().asString().contains("Read next");
    assertThat(exercise.why()).contains(exercise.read());
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theStarterSaysWhatToDo(Exercise exercise) {
    List<String> head =
        exercise.starter().lines().takeWhile(line -> line.startsWith("//")).toList();
    assertThat(head).hasSizeLessThanOrEqualTo(11).first().asString().contains(exercise.title());
    assertThat(head).last().asString().contains("multifetch workshop check");
    assertThat(exercise.starter().contains("TODO")).isEqualTo(HINTED.contains(exercise.kind()));
    assertThat(exercise.solution()).doesNotContain("TODO");
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void bothFilesFitOnTwoScreensAndCompileWithoutAWarning(Exercise exercise, @TempDir Path folder)
      throws IOException {
    for (String source : List.of(exercise.starter(), exercise.solution())) {
      assertThat(source.lines().count()).isLessThanOrEqualTo(TWO_SCREENS);
      Path file = Files.writeString(folder.resolve(exercise.file()), source);
      assertThat(warnings(file, folder)).isEmpty();
    }
  }

  private static String warnings(Path file, Path folder) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    String classPath = System.getProperty("java.class.path");
    String lint = "-Xlint:all,-path"; // the class path is the test's
    javac.run(out, out, lint, "-cp", classPath, "-d", folder.toString(), file.toString());
    return said.toString();
  }

  /// So that an exercise and the page that it comes from do not drift apart.
  @ParameterizedTest
  @MethodSource("exercises")
  void aProgramOfTheDocumentsIsTheSameHere(Exercise exercise) throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(EXERCISES.resolve(exercise.id(), "exercise.properties"))) {
      properties.load(in);
    }
    String page = properties.getProperty("same-as");
    assertThat(page != null).isEqualTo(exercise.solution().contains("void main("));
    if (page != null) {
      String code = exercise.solution().replaceFirst("^(//.*\\R)+\\R", "");
      assertThat(code).isEqualTo(Files.readString(PROJECT.resolve(page)));
    }
  }
}
