package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every Markdown file of the repository, as far as it can be read without running anything.
/// `-Dsnippets=update` rewrites first what is made from code.
class DocumentsTest {

  private static final Repository REPOSITORY = Repository.here();

  private static final Blocks BLOCKS = Blocks.ofSources(REPOSITORY);
  private static final Links LINKS = new Links(REPOSITORY);
  private static final Commands COMMANDS = new Commands(REPOSITORY);
  private static final Glossary GLOSSARY = Glossary.of(REPOSITORY);

  static List<Path> documents() {
    return REPOSITORY.documents();
  }

  @BeforeAll
  static void updateOnRequest() throws IOException {
    if ("update".equals(System.getProperty("snippets"))) {
      BLOCKS.updateAll(REPOSITORY);
      Path picture = REPOSITORY.root().resolve(ResultPicture.FILE);
      Files.createDirectories(picture.getParent());
      Files.write(picture, picture());
    }
  }

  @Test
  void theGlossaryIsInOrderAndHasEachTermOnce() {
    assertThat(GLOSSARY.check()).isEmpty();
    assertThat(GLOSSARY.names()).contains("platform thread", "event loop", "backpressure");
  }

  /// What a picture shows is compared like a table.
  @Test
  void thePictureOfTheComparisonShowsTheNewestResults() throws IOException {
    assertThat(REPOSITORY.root().resolve(ResultPicture.FILE))
        .as("run: mvn -pl docs test -Dsnippets=update")
        .content()
        .isEqualTo(String.join("\n", picture()) + "\n");
  }

  /// The figures above the picture are written by hand, and so is their date.
  @Test
  void theFirstLinesOfTheComparisonAreOfTheDayOfTheNewestResults()
      throws IOException, BrokenReference {
    Document comparison = Document.read(REPOSITORY, Path.of("docs", "comparison.md"));
    for (JsonNode run : Results.newest(REPOSITORY).environments()) {
      String day =
          OffsetDateTime.parse(run.path("date").asString())
              .format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
      assertThat(comparison.lines()).anyMatch(line -> line.contains(day));
    }
  }

  private static List<String> picture() throws IOException {
    try {
      return new ResultPicture(Results.newest(REPOSITORY)).svg();
    } catch (BrokenReference e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysWhatTheCodeSays(Path path) throws IOException {
    Document document = Document.read(REPOSITORY, path);
    List<Problem> problems = new ArrayList<>(BLOCKS.check(document));
    problems.addAll(LINKS.check(document));
    problems.addAll(COMMANDS.check(document));
    problems.addAll(GLOSSARY.check(document));
    assertThat(problems).isEmpty();
  }

  /// A checker that finds nothing to check would be content with anything.
  @ParameterizedTest
  @MethodSource("chapters")
  void aChapterShowsTheCodeItIsAbout(Path chapter) {
    assertThat(BLOCKS.count(Document.read(REPOSITORY, chapter), "snippet")).isPositive();
  }

  static List<Path> chapters() {
    return REPOSITORY.files("docs/0[1-9]-.*\\.md");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramThatMeasuresCompiles(Path program, @TempDir Path classes) {
    String source = REPOSITORY.root().resolve(program).toString();
    String folder = classes.toString();
    String[] arguments = {"-Xlint:all", "-Werror", "-cp", folder, "-d", folder, source};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
  }

  static List<Path> programs() {
    return REPOSITORY.files("docs/measure/.*\\.java");
  }

  @Test
  void everyModuleOfAModelHasAPageAndAChapter() {
    for (Path module : REPOSITORY.files("0[1-9]-[^/]*/pom.xml")) {
      String name = module.getName(0).toString();
      assertThat(REPOSITORY.documents())
          .contains(Path.of(name, "README.md"), Path.of("docs", name + ".md"));
    }
  }
}
