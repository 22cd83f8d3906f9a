package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every Markdown file of the repository, compared with what the tests of the other modules found.
/// `-Dsnippets=update` rewrites it first.
@Tag("evidence")
class EvidenceTest {

  private static final Repository REPOSITORY = Repository.here();

  private static final Blocks BLOCKS = Blocks.ofEvidence(REPOSITORY);

  static List<Path> documents() {
    return REPOSITORY.documents();
  }

  @BeforeAll
  static void updateOnRequest() throws IOException {
    if ("update".equals(System.getProperty("snippets"))) {
      BLOCKS.updateAll(REPOSITORY);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysWhatTheTestsFound(Path path) throws IOException {
    assertThat(BLOCKS.check(Document.read(REPOSITORY, path))).isEmpty();
  }

  /// Where the other modules' tests have not run, this is skipped and says so.
  @Test
  void whatTheSuiteSaidIsThereToCompareWith() throws IOException {
    List<String> uncompared = new ArrayList<>();
    for (Path path : documents()) {
      uncompared.addAll(BLOCKS.uncompared(Document.read(REPOSITORY, path)));
    }
    assumeThat(uncompared).as("not compared before mvn -B verify has run").isEmpty();
  }
}
