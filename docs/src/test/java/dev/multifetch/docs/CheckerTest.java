package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checker itself: what is broken is reported with file, line and remedy.
class CheckerTest {

  private static final String UPDATE = "run: mvn -pl docs,evidence test -Dsnippets=update";

  private static final String EXPLAIN =
      "explain it there, or write it without bold: see CONTRIBUTING.md";

  @TempDir Path root;

  @BeforeEach
  void aSource() throws IOException {
    write(
        "01-model/src/Model.java",
        """
        package dev.example;

        import java.net.URI;

        /// Fetches.
        final class Model {

          /// One of them.
          int fetch(URI url) {
            return 1; // whichever
          }

          int twice(int one) {
            return one;
          }

          int twice(URI other) {
            return 2;
          }
        }
        """);
  }

  @Test
  void aSnippetLikeItsSourceIsFine() throws IOException {
    assertThat(
            problems(
                """
                # Title

                <!-- snippet: 01-model/.../Model.java#fetch -->
                ```java
                /// One of them.
                int fetch(URI url) {
                  return 1; // whichever
                }
                ```
                """))
        .isEmpty();
  }

  @Test
  void aSnippetThatDiffersIsReportedAndMended() throws IOException {
    String broken =
        """
        Text.

        <!-- snippet: 01-model/.../Model.java#fetch -->
        ```java
        int fetch(URI url) {
        ```
        More text.
        """;

    assertThat(problems(broken))
        .containsExactly(
            "a.md:3: snippet 01-model/.../Model.java#fetch differs from its source; " + UPDATE);
    assertThat(updated(broken))
        .isEqualTo(
            """
            Text.

            <!-- snippet: 01-model/.../Model.java#fetch -->
            ```java
            /// One of them.
            int fetch(URI url) {
              return 1; // whichever
            }
            ```
            More text.
            """);
  }

  @Test
  void aVoteIsThatOfTheWorkshop() throws IOException {
    write(
        "workshop/slides/votes.json",
        """
        [{"id": "cores", "ask": "How long?", "right": 2, "why": "They overlap.", "source": "b.md",
          "answers": [{"text": "6 s", "because": "One by one."}, {"text": "1 s"}]}]
        """);
    String notes =
        """
        <!-- vote: cores notes -->
        *How long?*

        | answer | the misconception behind it |
        |---|---|
        | A: 6 s | One by one. |
        | B: 1 s | ✓ Right. They overlap. |

        Source: [b.md](b.md)
        <!-- vote: end -->
        """;
    write("b.md", "Text.\n");
    assertThat(problems(notes)).isEmpty();
    assertThat(problems(notes.replace("One by one", "It is slow")))
        .containsExactly("a.md:1: vote cores notes differs from its source; " + UPDATE);
    assertThat(updated("<!-- vote: cores slide -->\n"))
        .contains("How long?\n\n- A: 6 s\n- B: 1 s\n", "data-vote=\"cores\"")
        .doesNotContain("overlap");
  }

  @Test
  void aMarkerWithoutAFenceIsReportedAndGetsOne() throws IOException {
    String bare = "<!-- snippet: 01-model/.../Model.java#twice(int) -->\n";
    assertThat(problems(bare))
        .containsExactly("a.md:1: nothing below 01-model/.../Model.java#twice(int); " + UPDATE);
    assertThat(updated(bare))
        .isEqualTo(bare + "```java\nint twice(int one) {\n  return one;\n}\n```\n");
  }

  @Test
  void anUnknownMemberIsReportedWithThoseThereAre() throws IOException {
    assertThat(problems("<!-- snippet: 01-model/.../Model.java#fetchEach -->\n"))
        .containsExactly(
            "a.md:1: no member fetchEach in Model.java; it has [Model, fetch, twice, twice]");
  }

  @Test
  void anAmbiguousMemberIsReportedWithTheChoice() throws IOException {
    assertThat(problems("<!-- snippet: 01-model/.../Model.java#twice -->\n"))
        .containsExactly(
            "a.md:1: 2 members twice in Model.java; write one of [twice(int), twice(URI)]");
  }

  @Test
  void anUnknownFileIsReported() throws IOException {
    assertThat(problems("<!-- snippet: 02-model/.../Model.java -->\n"))
        .containsExactly("a.md:1: no file 02-model/.../Model.java; correct the path");
  }

  @Test
  void aWholeSourceIsShownWithoutItsImports() throws IOException {
    assertThat(updated("<!-- snippet: 01-model/.../Model.java -->\n"))
        .contains("```java\n/// Fetches.\nfinal class Model {")
        .doesNotContain("import");
  }

  @Test
  void aCompactSourceFileIsShownWithoutItsImports() throws IOException {
    writeACompactSource();
    String marker = "<!-- snippet: start/Small.java -->\n";
    assertThat(updated(marker))
        .isEqualTo(
            marker
                + """
                ```java
                final int atOnce = 5;

                void main(String[] urls) {
                  IO.println(fetch(urls[0]));
                }

                /// One of them.
                String fetch(String url) {
                  return url;
                }

                record Line(String url) {}
                ```
                """);
  }

  @Test
  void aMemberOfACompactSourceFileIsShownLikeAnyOther() throws IOException {
    writeACompactSource();
    String method = "<!-- snippet: start/Small.java#fetch -->\n";
    assertThat(updated(method))
        .isEqualTo(
            method
                + "```java\n/// One of them.\nString fetch(String url) {\n  return url;\n}\n```\n");
    String field = "<!-- snippet: start/Small.java#atOnce -->\n";
    assertThat(updated(field)).isEqualTo(field + "```java\nfinal int atOnce = 5;\n```\n");
    String type = "<!-- snippet: start/Small.java#Line -->\n";
    assertThat(updated(type)).isEqualTo(type + "```java\nrecord Line(String url) {}\n```\n");
    assertThat(problems("<!-- snippet: start/Small.java#fetchEach -->\n"))
        .containsExactly(
            "a.md:1: no member fetchEach in Small.java; it has [atOnce, main, fetch, Line, url]");
  }

  private void writeACompactSource() throws IOException {
    write(
        "start/Small.java",
        """
        import module java.net.http;

        final int atOnce = 5;

        void main(String[] urls) {
          IO.println(fetch(urls[0]));
        }

        /// One of them.
        String fetch(String url) {
          return url;
        }

        record Line(String url) {}
        """);
  }

  @Test
  void aFileOfAnotherLanguageIsShownWhole() throws IOException {
    write("peers/fetch.py", "import laps\n\nlaps.run()\n");
    String marker = "<!-- file: peers/fetch.py -->\n";
    assertThat(updated(marker)).isEqualTo(marker + "```python\nimport laps\n\nlaps.run()\n```\n");
    assertThat(problems(marker + "```python\nimport laps\n```\n"))
        .containsExactly("a.md:1: file peers/fetch.py differs from its source; " + UPDATE);
  }

  @Test
  void aDiffShowsWhatChanged() throws IOException {
    write("02-other/src/Other.java", "package dev.other;\n\n/// Fetches.\nfinal class Other {}\n");
    String marker = "<!-- diff: 01-model/.../Model.java 02-other/.../Other.java -->\n";
    assertThat(updated(marker))
        .contains(
            "--- Model.java", "+++ Other.java", "-final class Model {", "+final class Other {}")
        .contains("\n /// Fetches.\n")
        .doesNotContain("package");
  }

  @Test
  void aDiffOfMembersShowsNothingElse() throws IOException {
    write(
        "02-other/src/Other.java", "final class Other {\n  int fetch() {\n    return 2;\n  }\n}\n");
    String marker = "<!-- diff: 01-model/.../Model.java#fetch 02-other/.../Other.java#fetch -->\n";
    assertThat(updated(marker))
        .contains("--- Model.java", "+++ Other.java", "+  return 2;")
        .doesNotContain("class");
  }

  @Test
  void aMessageIsComparedButForItsNumbers() throws IOException {
    write("01-model/target/attempts/first/r01_one.txt", "port 4711\nand more\n");
    String marker = "<!-- message: 01-model/first/r01_one -->\n";
    assertThat(problems(marker + "```text\nport 80\nand more\n```\n")).isEmpty();
    assertThat(problems(marker + "```text\nport 80\n...\n```\n")).isEmpty();
    assertThat(problems(marker + "```text\nport 80\n```\n")).hasSize(1);
  }

  @Test
  void aMessageIsComparedButForTheGroupOfAThreadThatMayHaveEnded() throws IOException {
    write("01-model/target/attempts/first/r01_one.txt", "[Thread[#7,pool-1-thread-1,5,main],\n");
    String marker = "<!-- message: 01-model/first/r01_one -->\n```text\n";
    assertThat(problems(marker + "[Thread[#8,pool-2-thread-1,5,],\n```\n")).isEmpty();
    assertThat(problems(marker + "[Thread[#8,worker-1,5,],\n```\n")).hasSize(1);
  }

  @Test
  void aMessageThatWasCutStaysCutWhenItIsMended() throws IOException {
    write("01-model/target/attempts/first/r01_one.txt", "new\nand more\nand all\n");
    String marker = "<!-- message: 01-model/first/r01_one -->\n```text\n";
    assertThat(updated(marker + "old\nand so on\n...\n```\n"))
        .isEqualTo(marker + "new\nand more\n...\n```\n");
  }

  @Test
  void aMessageIsComparedButForTheHashOfAnObject() throws IOException {
    write("01-model/target/attempts/first/r01_one.txt", "Promise@3c523fbc(incomplete)\n");
    String marker = "<!-- message: 01-model/first/r01_one -->\n```text\n";
    assertThat(problems(marker + "Promise@b1a2(incomplete)\n```\n")).isEmpty();
    assertThat(problems(marker + "Promise@b1a2(complete)\n```\n")).hasSize(1);
  }

  @Test
  void aMessageThatTheSuiteDidNotSayIsReported() throws IOException {
    write("01-model/target/attempts/first/r01_one.txt", "broken\n");
    assertThat(problems("<!-- message: 01-model/first/r02_two -->\n```text\nbroken\n```\n"))
        .containsExactly(
            "a.md:1: the suite said nothing in 01-model/first/r02_two;"
                + " run the tests of 01-model or correct it");
  }

  @Test
  void anOutputIsComparedButForPortsTimesAndOrder() throws IOException {
    write("docs/start/Small.java", "void main() {}\n");
    write(
        "start/target/output/Small.txt",
        """
        200, 5 bytes: http://127.0.0.1:8080/a
        kept        300        6      1.25       12.50
        """);
    String marker = "<!-- output: Small -->\n```text\n";
    String shown = "kept        300        6     10.50        2.50\n";
    assertThat(problems(marker + shown + "200, 5 bytes: http://127.0.0.1:9/a\n```\n")).isEmpty();
    assertThat(problems(marker + shown + "200, 4 bytes: http://127.0.0.1:9/a\n```\n")).hasSize(1);
    assertThat(problems(marker + shown + "```\n")).hasSize(1);
    assertThat(updated("<!-- output: Small -->\n")).startsWith(marker + "200, 5 bytes");
  }

  @Test
  void anOutputOfAProgramThatCouldNotRunIsNotCompared() throws IOException {
    write("docs/start/python/small.py", "print()\n");
    write("start/target/output/Other.txt", "other\n");
    assertThat(problems("<!-- output: python/small -->\n```text\nwhatever\n```\n")).isEmpty();
    assertThat(problems("<!-- output: python/big -->\n```text\nwhatever\n```\n"))
        .containsExactly("a.md:1: no program python/big; name a file of docs/start");
  }

  @Test
  void whatHasNotBeenBuiltIsNotComparedButMustBeThere() throws IOException {
    String marker = "<!-- message: 01-model/first/r01_one -->\n";
    assertThat(problems(marker + "```text\nwhatever\n```\n")).isEmpty();
    assertThat(problems(marker))
        .containsExactly("a.md:1: nothing below 01-model/first/r01_one; " + UPDATE);
  }

  @Test
  void rulesComeFromTheirEnum() throws IOException {
    write(
        "conformance/src/main/java/dev/multifetch/conformance/rules/Rule.java",
        """
        enum Rule {
          R01(true, "holds", "it " + "matters"),
          R02(false, "may|may not", "who knows");
          private static final Object LOCK = new Object();
        }
        """);
    assertThat(updated("<!-- rules: begin -->\n<!-- rules: end -->\n"))
        .contains("| <a id=\"r01\"></a>R01 | core | holds | it matters |\n")
        .contains("| <a id=\"r02\"></a>R02 |  | may\\|may not | who knows |\n")
        .doesNotContain("LOCK");
  }

  @Test
  void theConformanceReportComesFromWhatTheSuiteLeft() throws IOException {
    write("01-model/src/test/java/ModelConformanceTest.java", "class ModelConformanceTest {}");
    write(
        "01-model/target/conformance/model.tsv",
        "R01\t2\t0\t\nR03\t1\t2\tr03_a: why; not; r03_b: so\n");
    assertThat(updated("<!-- conformance: begin -->\n<!-- conformance: end -->\n"))
        .contains("| [R01](contract.md#r01) | 2 |\n")
        .contains("| [R03](contract.md#r03) | 1, **2 deviating** |\n")
        .contains("| [R03](contract.md#r03) | `r03_a` | why; not | model |\n")
        .contains("| [R03](contract.md#r03) | `r03_b` | so | model |\n");
  }

  @Test
  void aReportOfWhichAModelIsMissingIsNotCompared() throws IOException {
    write("01-model/src/test/java/ModelConformanceTest.java", "class ModelConformanceTest {}");
    write("02-other/src/test/java/OtherConformanceTest.java", "class OtherConformanceTest {}");
    write("02-other/target/conformance/other.tsv", "R01\t2\t0\t\n");
    assertThat(problems("<!-- conformance: begin -->\nold\n<!-- conformance: end -->\n")).isEmpty();
  }

  @Test
  void whatBecomesOfAFaultComesFromTheTestsOfModelsAndLibraries() throws IOException {
    write("01-model/src/test/java/ModelConformanceTest.java", "class ModelConformanceTest {}");
    write(
        "01-model/target/faults/model.tsv",
        """
        HEAD\tcut\tIt is cut\tR14\tCONNECTION_LOST\tat once\t1\tTIMED_OUT\tat once\t1\t5
        BODY\tshort\tIt is short\tR19\tCONNECTION_LOST\tat once\t1\tCONNECTION_LOST\tat once\t1\t5
        """);
    String tables = "<!-- faults: HEAD -->\n<!-- faults: end -->\n<!-- faults: models -->\n";
    assertThat(updated(tables)).as("before the libraries were left alone").isEqualTo(tables);
    write(
        "pitfalls/target/faults/bare-libraries.tsv",
        """
        One\t1.0\tcut\t200 with no body\t\t1
        Two\t2.0\tcut\tIOException\t10 s\t2
        """);
    assertThat(updated(tables))
        .contains("| what happens | rule | the contract | when | One<br>1.0 | Two<br>2.0 |\n")
        .contains(
            "| <a id=\"cut\"></a>It is cut | [R14](contract.md#r14) | CONNECTION_LOST | at once |"
                + " **200 with no body** | IOException, after 10 s, **2 requests** |\n")
        .contains(
            "| [cut](#cut) | [R14](contract.md#r14) | CONNECTION_LOST | at once | TIMED_OUT |\n")
        .contains("| [short](#short) | [R19](contract.md#r19) | CONNECTION_LOST | at once | ✓ |\n")
        .doesNotContain("It is short");
  }

  @Test
  void whatBecomesOfACertificateComesFromTheTestsOfModelsAndTheRecord() throws IOException {
    write("01-model/src/test/java/ModelConformanceTest.java", "class ModelConformanceTest {}");
    String table = "<!-- certificates: NAMES -->\n<!-- certificates: end -->\n";
    assertThat(updated(table)).as("before the model's tests have run").isEqualTo(table);
    write(
        "01-model/target/certificates/NAMES/model.tsv",
        """
        mine\tMy name\tRFC 1, 2: It counts\ttrusted\t\ttrusted
        yours\tYour name\tRFC 1, 2: It counts\trefused\tthe JDK is so\ttrusted
        """);
    write(
        "conformance/recorded/certificates.tsv",
        """
        One\t1.0\t2026-11-29\tmine\trefused
        One\t1.0\t2026-11-29\tyours\trefused
        """);
    assertThat(updated(table))
        .contains("| what is special | decided by | verdict | all 1 variants | One<br>1.0 |\n")
        .contains("| My name | RFC 1, 2: It counts | trusted | ✓ | refused |\n")
        .contains(
            "| Your name | RFC 1, 2: It counts | refused | **trusted**: the JDK is so | ✓ |\n");
  }

  @Test
  void deadLinksAreReported() throws IOException {
    assertThat(
            problems(
                """
                # A title, and `code`

                [fine](#a-title-and-code), [fine](a.md), [elsewhere](https://example.org/x),
                [dead](b.md) and [dead](#another)

                `[not a link](c.md)`
                """))
        .containsExactly(
            "a.md:4: dead link b.md; correct or remove it",
            "a.md:4: dead link #another; the file has [a-title-and-code]");
  }

  @Test
  void unknownCommandsAreReported() throws IOException {
    write(
        "cli/src/main/java/Get.java",
        "@Command(name = \"get\") class Get { String o = \"--json\"; }");
    write("multifetch", "");
    assertThat(root.resolve("multifetch").toFile().setExecutable(true)).isTrue();
    assertThat(
            problems(
                """
                ```sh
                ./multifetch get --json https://example.org/
                ./multifetch fetch
                ./multifetch get --yaml
                ./elsewhere
                mvn -pl 09-model test
                java measure/Nothing.java
                ```
                """))
        .containsExactly(
            "a.md:3: multifetch knows no fetch; correct the command",
            "a.md:4: multifetch knows no --yaml; correct the command",
            "a.md:5: ./elsewhere cannot be run; correct the command",
            "a.md:6: no module 09-model; correct the command",
            "a.md:7: no program measure/Nothing.java; correct the command");
  }

  private static final String GLOSSARY =
      "| term | meaning |\n|---|---|\n| carrier thread, carrier | ... |\n| event loop | ... |\n";

  @Test
  void aTermInBoldThatTheGlossaryLacksIsReported() throws IOException {
    write("docs/glossary.md", GLOSSARY);
    assertThat(
            problems(
                """
                # A **title**

                **Lead-in.** A **carrier** runs threads, several **Event-loops** run
                connections, and a **timer
                wheel** runs out of time. The **carriers** again.

                - **A lead-in:** text.
                - **No lead-in**: text.

                | **table** | `**code**` |
                """))
        .containsExactly(
            "a.md:4: no term \"timer wheel\" in the glossary; " + EXPLAIN,
            "a.md:5: \"carriers\" is bold again; bold marks a term once, where it is explained",
            "a.md:8: no term \"No lead-in\" in the glossary; " + EXPLAIN);
  }

  @Test
  void aGlossaryOutOfOrderOrWithATermTwiceIsReported() throws IOException {
    write("docs/glossary.md", GLOSSARY + "| carriers | ... |\n");
    assertThat(Glossary.of(Repository.at(root)).check())
        .extracting(Problem::toString)
        .containsExactly(
            "docs/glossary.md:5: carriers is out of order; move it up",
            "docs/glossary.md:5: carriers is there twice; keep one");
  }

  @Test
  void markersInsideAFenceAreText() throws IOException {
    assertThat(problems("~~~markdown\n<!-- snippet: nowhere -->\n~~~\n")).isEmpty();
  }

  private List<String> problems(String markdown) throws IOException {
    Document document = document(markdown);
    Repository repository = Repository.at(root);
    List<Problem> problems = new ArrayList<>(Blocks.ofAll(repository).check(document));
    problems.addAll(new Links(repository).check(document));
    problems.addAll(new Commands(repository).check(document));
    problems.addAll(Glossary.of(repository).check(document));
    return problems.stream().map(Problem::toString).toList();
  }

  private String updated(String markdown) throws IOException {
    Document updated = Blocks.ofAll(Repository.at(root)).updated(document(markdown));
    return String.join("\n", updated.lines()) + "\n";
  }

  private Document document(String markdown) throws IOException {
    write("a.md", markdown);
    return Document.read(Repository.at(root), Path.of("a.md"));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
