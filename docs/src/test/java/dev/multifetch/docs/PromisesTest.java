package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SECURITY.md promises is held by tests that there are; and the check of that finds what is
/// wrong.
class PromisesTest {

  private static final String HEAD = "| promise | held by |\n|---|---|\n";

  @TempDir Path root;

  @Test
  void everyPromiseOfSecurityIsHeldByATest() {
    Repository repository = Repository.here();
    Document security = Document.read(repository, Path.of("SECURITY.md"));
    assertThat(new Promises(repository).check(security)).isEmpty();
    assertThat(Promises.count(security)).isGreaterThan(20);
  }

  @Test
  void aTestThatIsThereIsFine() throws IOException {
    assertThat(problems(HEAD + "| safe | `SafeTest#holds`, `SafeTest#alsoHolds` |\n")).isEmpty();
  }

  @Test
  void whatIsNotThereIsReported() throws IOException {
    assertThat(
            problems(
                HEAD
                    + "| safe | `SafeTest#held` |\n"
                    + "| safe | `UnsafeTest#holds` |\n"
                    + "| safe | `SafeTest#helper` |\n"
                    + "| safe | trust us |\n"))
        .containsExactly(
            "a.md:3: no member held in SafeTest.java; it has [SafeTest, holds, alsoHolds, helper]",
            "a.md:4: no file .../UnsafeTest.java; correct the path",
            "a.md:5: SafeTest#helper is no test; name the one that holds it",
            "a.md:6: a promise that no test holds; name one, as `Class#test`");
  }

  private List<String> problems(String markdown) throws IOException {
    Path source = root.resolve("cli/src/test/java/SafeTest.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        class SafeTest {
          @Test
          void holds() {}

          @ParameterizedTest
          @ValueSource(ints = 1)
          void alsoHolds(int one) {}

          void helper() {}
        }
        """);
    Files.writeString(root.resolve("a.md"), markdown);
    Repository repository = Repository.at(root);
    return new Promises(repository)
        .check(Document.read(repository, Path.of("a.md"))).stream().map(Problem::toString).toList();
  }
}
