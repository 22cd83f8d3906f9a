package dev.multifetch.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.cli.MadeUpMeasurements;
import dev.multifetch.cli.Ran;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `compare --profile` says and links to, without a profiler.
@Timeout(60)
class FlameGraphsTest {

  @TempDir private Path folder;
  private final MadeUpMeasurements measurements = new MadeUpMeasurements();

  @Test
  void theReportLinksToEach() {
    Path page = folder.resolve("a.html");
    Path flames = folder.resolve("two words/flames");
    Ran ran = compare("--profile", flames.toString(), "--report", page.toString());
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(flames).isDirectory();
    assertThat(ran.err())
        .contains("multifetch: then a flame graph of each client in throughput: about 10 s each")
        .contains("multifetch: flame graph of two: " + flames.resolve("two.html"));
    assertThat(page)
        .content()
        .contains("<li><a href=\"./two%20words/flames/one.html\">one</a></li>")
        .contains(">two</a>", ">three</a>");
  }

  @Test
  void oneThatFailsHasAReason_andTheOthersAreThere() {
    Path page = folder.resolve("a.html");
    measurements.lastDies("its JVM died");
    Ran ran = compare("--profile", folder.toString(), "--report", page.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("--profile: no flame graph of three: its JVM died");
    assertThat(page).content().contains(">two</a>").doesNotContain(">three</a>");
  }

  @Test
  void withoutTheOptionThereAreNone() {
    Path page = folder.resolve("a.html");
    Ran ran = compare("--report", page.toString());
    assertThat(ran.err()).doesNotContain("flame graph");
    assertThat(page).content().doesNotContain(">one</a>");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused_beforeAnythingIsMeasured() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Ran ran = compare("--profile", file.toString());
    assertThat(ran.err())
        .startsWith(
            "multifetch compare: --profile: cannot write " + file + ": there is a file with that");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(measurements.plans).isEmpty();
  }

  @Test
  void aColdJvmCannotBeProfiled() {
    Ran ran = compare("--profile", folder.toString(), "--workloads", "cold");
    assertThat(ran.err()).contains("--profile: a JVM of the workload cold ends too soon: add");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/a, /a/b/x.html, ./b/x.html",
    "/a/b, /a/x.html, ./../x.html",
    "/a, /a/b:c/x y.html, ./b:c/x%20y.html",
    "/a/./b, /a/b/100%.html, ./100%25.html"
  })
  void aLinkLeadsFromTheReportToThePage(Path from, Path page, String link) {
    assertThat(FlameGraphs.link(from, page)).isEqualTo(link);
  }

  private Ran compare(String... options) {
    String[] all = Stream.concat(Stream.of("compare"), Stream.of(options)).toArray(String[]::new);
    return Ran.measuring(
        measurements, InputStream.nullInputStream(), new ByteArrayOutputStream(), all);
  }
}
