package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.docs.Scorecard.Judged;
import dev.multifetch.docs.Scorecard.Verdict;
import dev.multifetch.docs.ScorecardPicture.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scorecards' picture, and what their tables are counted with.
class ScorecardTest {

  private static final Repository REPOSITORY = Repository.here();
  private static final Path PICTURE =
      REPOSITORY.root().resolve("docs/start/pictures/scorecard.svg");

  /// `-Dsnippets=update` draws it anew.
  @Test
  void thePictureShowsTheTable() throws IOException {
    Document document = Document.read(REPOSITORY, Path.of("docs/start/scorecard.md"));
    List<Bar> bars = ScorecardPicture.bars(document);
    assertThat(bars).hasSize(13); // seven programs and six modules
    List<String> picture = ScorecardPicture.draw(bars);
    if ("update".equals(System.getProperty("snippets"))) {
      Files.createDirectories(PICTURE.getParent());
      Files.write(PICTURE, picture);
    }
    assertThat(Files.readAllLines(PICTURE))
        .as("run: mvn -pl docs test -Dsnippets=update")
        .isEqualTo(picture);
  }

  @Test
  void onlyCodeCounts() {
    List<String> lines =
        """
        package a;

        import b.C;

        /// A comment.
        class D { // code
          /* a comment
             of two lines */
          int e;
        }
        """
            .lines()
            .toList();
    assertThat(CodeLines.of(lines)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMED_OUT, TIMED_OUT, TOLD",
    "TIMED_OUT, CONNECTION_LOST, TOLD",
    "TIMED_OUT, 200 with no body, FOOLED",
    "200 with no body, TIMED_OUT, REFUSED",
    "200 with no body, 200 with no body, TOLD",
    "200 with no body, 302 with no body, FOOLED"
  })
  void aModuleIsJudgedLikeAProgram(String due, String seen, Verdict verdict) {
    String line =
        String.join("\t", "TIME", "id", "what", "R34", due, "at once", "1", seen, "late", "1", "9");
    assertThat(Judged.ofModule(line).verdict()).isEqualTo(verdict);
  }
}
