package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every Markdown file of the repository. `-Dsnippets=update` rewrites first what is made from
/// code.
class DocumentsTest {

  private static final Repository REPOSITORY = Repository.here();

  private final Blocks blocks = new Blocks(REPOSITORY);

  static List<Path> documents() {
    return REPOSITORY.documents();
  }

  @BeforeAll
  static void updateOnRequest() throws IOException {
    if ("update".equals(System.getProperty("snippets"))) {
      for (Path path : documents()) {
        Document document = Document.read(REPOSITORY, path);
        Document updated = new Blocks(REPOSITORY).updated(document);
        if (!updated.equals(document)) {
          updated.write(REPOSITORY);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysWhatTheCodeSays(Path path) throws IOException {
    Document document = Document.read(REPOSITORY, path);
    List<Problem> problems = new ArrayList<>(blocks.check(document));
    problems.addAll(new Links(REPOSITORY).check(document));
    problems.addAll(new Commands(REPOSITORY).check(document));
    assertThat(problems).isEmpty();
  }

  /// A checker that finds nothing to check would be content with anything.
  @ParameterizedTest
  @MethodSource("chapters")
  void aChapterShowsTheCodeItIsAbout(Path chapter) {
    assertThat(blocks.count(Document.read(REPOSITORY, chapter), "snippet")).isPositive();
  }

  static List<Path> chapters() {
    return REPOSITORY.files("docs/0[1-9]-.*\\.md");
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
