package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.cluster.ResultPart.Line;
import dev.multifetch.cluster.ResultPart.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectedResultsTest {

  @TempDir private Path folder;
  private CollectedResults results;

  @BeforeEach
  void open() throws IOException {
    results = new CollectedResults(folder, "a list");
  }

  @AfterEach
  void close() throws IOException {
    results.close();
  }

  @Test
  void theLinesAreInTheOrderOfTheList() throws IOException {
    results.add(failed("m1", 7));
    results.add(failed("m2", 2));
    assertThat(results.finish()).hasContent(failed("", 2).text() + "\n" + failed("", 7).text());
    assertThat(results.count()).isEqualTo(2);
  }

  @Test
  void anAnswerReplacesAFailureAndNothingElse() throws IOException {
    results.add(failed("m1", 0));
    results.add(failed("m2", 0));
    answered("m2", 0, "first ", "answer");
    results.add(failed("m1", 0));
    answered("m1", 0, "second");

    Path body = folder.resolve("bodies/000000-page");
    assertThat(results.finish()).content().contains("\"file\":\"" + body + "\"").hasLineCount(1);
    assertThat(body).hasContent("first answer");
    assertThat(results.count()).isEqualTo(1);
    results.close();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .as("nothing unfinished")
          .containsExactlyInAnyOrder("000000-page", "list", "results.jsonl");
    }
  }

  @Test
  void whatWasCollectedBeforeIsReplaced() throws IOException {
    answered("m1", 0, "a long answer");
    results.finish();
    results.close();
    open();
    answered("m1", 0, "short");
    results.finish();
    assertThat(folder.resolve("bodies/000000-page")).hasContent("short");
  }

  @Test
  void twoAtOnceAreOneTooMany() {
    assertThatThrownBy(() -> new CollectedResults(folder, "a list"))
        .hasMessageContaining("another crawl collects in");
  }

  @Test
  void whatSomebodyElseHasThereStays() throws IOException {
    assertThatThrownBy(() -> CollectedResults.check(folder, "another list"))
        .hasMessageContaining("has other results: name another --collect");
    Path of = Files.createDirectories(folder.resolve("of get"));
    Files.createFile(of.resolve("results.jsonl"));
    assertThatThrownBy(() -> CollectedResults.check(of, "a list"))
        .hasMessageContaining("has other results: name another --collect");
  }

  /// As after a full disk: the file that says of which list the results are is empty.
  @Test
  void whatBrokeOffGoesOn() throws IOException {
    results.close();
    Files.write(folder.resolve("list"), new byte[0]);
    Path left = Files.createFile(folder.resolve("bodies/m1-7.part"));
    open();
    assertThat(left).doesNotExist();
    assertThat(folder.resolve("list")).hasContent("a list");
  }

  private static Line failed(String member, int index) {
    return new Line(
        member, "{\"index\":%d,\"url\":\"http://h/\",\"failure\":\"TIMED_OUT\"}".formatted(index));
  }

  private void answered(String member, int index, String... pieces) throws IOException {
    int at = 0;
    for (String piece : pieces) {
      results.add(new Piece(member, index, at, piece.getBytes(UTF_8)));
      at += piece.length();
    }
    results.add(
        new Line(
            member,
            "{\"index\":%d,\"url\":\"http://h/\",\"status\":200,\"bytes\":%d,\"file\":\"out/bodies/000000-page\"}"
                .formatted(index, at)));
  }
}
