package dev.multifetch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables of a made-up run: who stands where in them, and what is said of each.
class ResultTablesTest {

  @TempDir Path root;

  @Test
  void whereThereAreNoResultsTheCommandThatMakesThemIsNamed() throws IOException {
    assertThat(problems("throughput as-shipped"))
        .singleElement()
        .asString()
        .contains("no results in benchmarks/results", "./multifetch compare --rigorous")
        .contains("--export-json benchmarks/results/");
  }

  @Test
  void theBestIsFirstAndAnInvalidRowStandsLastWhateverItsScore() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("slow", "thread pool", "as-shipped", "throughput", 100, 1, "ok"),
        row("fast", "event loop", "as-shipped", "throughput", 300, 1, "ok"),
        row("wrong", "blocking", "as-shipped", "throughput", 900, 1, "invalid"));
    assertThat(table("throughput as-shipped"))
        .extracting(line -> line.replaceAll(".*</a>([a-z]+) .*", "$1"))
        .endsWith("fast", "slow", "wrong");
    assertThat(table("throughput as-shipped").getLast())
        .contains("**INVALID**: because")
        .contains("<a id=\"throughput-wrong\"></a>");
  }

  @Test
  void aRowWhoseIntervalOverlapsThatAboveIsNotToldApart() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("one", "event loop", "as-shipped", "latency", 0.80, 0.02, "ok"),
        row("two", "blocking", "as-shipped", "latency", 0.83, 0.02, "ok"),
        row("three", "thread pool", "as-shipped", "latency", 0.99, 0.02, "ok"));
    List<String> table = table("latency as-shipped");
    assertThat(table.get(2)).contains("one").doesNotContain("told apart");
    assertThat(table.get(3)).contains("two").contains("not told apart from the row above");
    assertThat(table.get(4)).contains("three").doesNotContain("told apart");
  }

  @Test
  void theNewestFileIsShown() throws IOException {
    write("2026-01-01-2cores.json", row("old", "m", "as-shipped", "latency", 1, 0, "ok"));
    write("2026-01-02-2cores.json", row("new", "m", "as-shipped", "latency", 1, 0, "ok"));
    assertThat(String.join("\n", table("latency as-shipped")))
        .contains("new")
        .doesNotContain("old");
  }

  @Test
  void theFilesOfOneDateArePartsOfOneWhole() throws IOException {
    write("2026-01-02-one.json", row("one", "m", "as-shipped", "latency", 1, 0, "ok"));
    write("2026-01-02-two.json", row("two", "m", "as-shipped", "latency", 2, 0, "ok"));
    assertThat(String.join("\n", table("latency as-shipped"))).contains(">one |", ">two |");
  }

  @Test
  void ofTheCeilingsOfTwoRunsTheHighestCounts() throws IOException {
    write("2026-01-02-one.json", row("ceiling", "m", "ceiling", "throughput", 300, 0, "ok"));
    write("2026-01-02-two.json", row("ceiling", "m", "ceiling", "throughput", 400, 0, "ok"));
    write("2026-01-02-zwo.json", row("ceiling", "m", "ceiling", "throughput", 350, 0, "ok"));
    assertThat(table("throughput peers").stream().skip(2))
        .singleElement()
        .asString()
        .contains("| 400.0 ");
  }

  @Test
  void aClientThatTwoFilesHaveInOneWorkloadIsRefused() throws IOException {
    write("2026-01-02-one.json", row("one", "m", "as-shipped", "latency", 1, 0, "ok"));
    write("2026-01-02-two.json", row("one", "m", "as-shipped", "latency", 2, 0, "ok"));
    assertThat(problems("latency as-shipped"))
        .singleElement()
        .asString()
        .contains("one was measured twice in latency", "2026-01-02-two.json");
  }

  @Test
  void whatAllRunsHaveInCommonIsSaidOnce() throws IOException {
    write("2026-01-02-one.json", row("one", "m", "as-shipped", "latency", 1, 0, "ok"));
    write("2026-01-02-two.json", row("one", "m", "as-shipped", "tail", 2, 0, "ok"));
    assertThat(table("environment"))
        .containsExactly(
            "| all runs | |",
            "|---|---|",
            "| cores | `2` |",
            "",
            "| run | command |",
            "|---|---|",
            "| [2026-01-02-one.json](/benchmarks/results/2026-01-02-one.json) | `made 2026-01-02-one.json` |",
            "| [2026-01-02-two.json](/benchmarks/results/2026-01-02-two.json) | `made 2026-01-02-two.json` |");
  }

  @Test
  void whatWasNotMeasuredSaysSo() throws IOException {
    write("2026-01-02-2cores.json", row("one", "m", "as-shipped", "latency", 1, 0, "ok"));
    assertThat(table("tail as-shipped"))
        .containsExactly("Not measured in `2026-01-02-2cores.json`.");
    assertThat(problems("of netty")).singleElement().asString().contains("no row of netty");
  }

  @Test
  void theSummaryHasALineForEachModelAndNoFigureThatIsInvalid() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("netty", "event loop", "as-shipped", "throughput", 300, 10, "ok"),
        row("netty (again)", "event loop", "as-shipped", "throughput", 302, 10, "ok"),
        row("netty", "event loop", "controlled", "throughput", 301, 10, "ok"),
        row("blocking", "blocking", "as-shipped", "throughput", 100, 10, "invalid"),
        row("netty", "event loop", "as-shipped", "latency", 2, 0, "ok"));
    assertThat(table("summary").stream().skip(2))
        .containsExactly(
            "| `netty` | 300.0 ± 10.00 | 2.000 ± 0.000 s | – | – | – |",
            "| `blocking` | – | – | – | – | – |");
  }

  @Test
  void aChapterShowsFourWorkloadsOfItsModelAsShipped() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("netty", "event loop", "as-shipped", "tail", 4, 0, "ok"),
        row("netty", "event loop", "as-shipped", "large", 900, 10, "ok"),
        row("netty", "event loop", "controlled", "latency", 5, 0, "ok"),
        row("netty", "event loop", "as-shipped", "latency", 2, 0, "ok"),
        row("blocking", "blocking", "as-shipped", "throughput", 100, 10, "ok"),
        row("netty", "event loop", "as-shipped", "throughput", 300, 10, "ok")
            .replace("\"p99 ms\": 7", "\"cpu µs/request\": 9.5, \"resident MiB\": 175"));
    assertThat(table("short of netty"))
        .containsExactly(
            "| workload | this model | best possible | CPU for a request | memory |",
            "|---|---|---|---|---|",
            "| `throughput`: 1 KiB each, no delay, up to 64 at once | 300.0 ± 10.00 requests/s"
                + " | 400.0 requests/s | 9.500 µs | 175 MiB |",
            "| `latency`: 1,000 URLs of 50 ms each, up to 64 at once | 2.000 ± 0.000 s | – | – | – |",
            "| `large`: 1 MiB each, no delay, up to 64 at once | 900.0 ± 10.00 s | – | – | – |");
  }

  @Test
  void aChapterSaysWhyARowIsNotToBeCompared() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("netty", "event loop", "as-shipped", "latency", 2, 0, "ok")
            .replace("\"reason\": \"\"", "\"reason\": \"one at a time\""),
        row("netty", "event loop", "as-shipped", "fan-out", 300, 10, "invalid"));
    assertThat(table("short of netty").stream().skip(2))
        .satisfiesExactly(
            latency -> assertThat(latency).contains("| 2.000 ± 0.000 s (one at a time) |"),
            fanOut -> assertThat(fanOut).contains("| **INVALID**: because |"));
    assertThat(problems("short of reactive"))
        .singleElement()
        .asString()
        .contains("no row of reactive");
  }

  @Test
  void aModelsRowsLinkToThePagesOfTheirWorkloadsFromWhereverTheyStand() throws IOException {
    write("2026-01-02-2cores.json", row("netty", "m", "as-shipped", "latency", 1, 0, "ok"));
    assertThat(table("of netty").getLast())
        .contains("](/docs/comparison/latency.md#latency-netty)");
    assertThat(linkIn("README.md")).isEqualTo("docs/comparison/latency.md#latency-netty");
    assertThat(linkIn("docs/06-netty.md")).isEqualTo("comparison/latency.md#latency-netty");
    assertThat(linkIn("docs/in-depth/a.md")).isEqualTo("../comparison/latency.md#latency-netty");
    assertThat(linkIn("docs/comparison/tail.md")).isEqualTo("latency.md#latency-netty");
    assertThat(linkIn("docs/comparison/latency.md")).isEqualTo("#latency-netty");
  }

  private String linkIn(String document) throws IOException {
    Document bare = new Document(Path.of(document), List.of("<!-- results: of netty -->"));
    List<String> lines = Blocks.ofAll(Repository.at(root)).updated(bare).lines();
    return lines.get(lines.size() - 2).replaceAll(".*]\\(([^)]*)\\).*", "$1");
  }

  @Test
  void thePictureHasABarForEachModelThatRan() throws IOException, BrokenReference {
    write(
        "2026-01-02-2cores.json",
        row("netty", "event loop", "as-shipped", "throughput", 300, 10, "ok"),
        row("netty (again)", "event loop", "as-shipped", "throughput", 302, 10, "ok"),
        row("blocking", "blocking", "as-shipped", "throughput", 100, 10, "ok"),
        row("blocking", "blocking", "as-shipped", "fan-out", 1, 0, "dnf"));
    List<String> svg = new ResultPicture(Results.newest(Repository.at(root))).svg();
    assertThat(svg).filteredOn(line -> line.contains("\"bar\" x")).hasSize(2);
    assertThat(svg)
        .filteredOn(line -> line.matches(".*>(blocking|netty|100.0|300.0|because)<.*"))
        .extracting(line -> line.replaceAll(".*>(.+)</text>", "$1"))
        .startsWith("blocking", "100.0", "netty", "300.0", "blocking", "because");
  }

  @Test
  void aModelIsTimesAnotherWithLessTimeOrMoreRequests() throws IOException {
    write(
        "2026-01-02-2cores.json",
        row("blocking", "blocking", "as-shipped", "throughput", 100, 10, "ok"),
        row("thread-pool", "thread pool", "as-shipped", "throughput", 300, 10, "ok"),
        row("blocking", "blocking", "as-shipped", "latency", 8, 0, "ok"),
        row("thread-pool", "thread pool", "as-shipped", "latency", 2, 0, "ok"));
    assertThat(table("models").getLast())
        .isEqualTo(
            "| Lib | thread pool : blocking | 3.00 (2.64 to 3.44) | 4.00 (4.00 to 4.00) | 3.46 |");
  }

  @Test
  void whatOnlyTheLibraryChangesIsTheLibrarysShare() throws IOException {
    write(
        "2026-01-02-2cores.json",
        grid("thread pool", "A", 100),
        grid("virtual threads", "A", 100),
        grid("thread pool", "B", 200),
        grid("virtual threads", "B", 200));
    assertThat(table("shares").getLast()).contains("| 2.00 | 0 % | 100 % | 0 % |");
  }

  @Test
  void scoresThatCannotBeToldApartHaveNoShares() throws IOException {
    write(
        "2026-01-02-2cores.json",
        grid("thread pool", "A", 100),
        grid("virtual threads", "A", 100.5),
        grid("thread pool", "B", 101),
        grid("virtual threads", "B", 101));
    assertThat(table("shares").getLast()).contains("no detectable difference");
  }

  private static String grid(String model, String library, double score) {
    return row(model, model, "controlled", "throughput", score, 1, "ok")
        .replace("\"Lib", "\"" + library);
  }

  private static String row(
      String name,
      String model,
      String track,
      String workload,
      double score,
      double error,
      String verdict) {
    String unit = workload.equals("throughput") ? "requests/s" : "s";
    String reason = verdict.equals("ok") ? "" : "because";
    return """
        {"name": "%s", "model": "%s", "transport": "Lib", "track": "%s", "workload": "%s",
         "score": %s, "error": %s, "unit": "%s", "ratio": null, "verdict": "%s", "reason": "%s",
         "figures": {"p99 ms": 7}}"""
        .formatted(name, model, track, workload, score, error, unit, verdict, reason);
  }

  private void write(String name, String... rows) throws IOException {
    Path folder = root.resolve("benchmarks/results");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(name),
        "{\"environment\": {\"cores\": 2, \"command\": \"made "
            + name
            + "\"}, \"ceiling\": {\"throughput\": 400}, \"rows\": ["
            + String.join(",", rows)
            + "]}");
  }

  private List<String> table(String argument) throws IOException {
    try {
      return new ResultTables(Repository.at(root)).expected(argument).orElseThrow();
    } catch (BrokenReference e) {
      throw new AssertionError(e);
    }
  }

  private List<Problem> problems(String argument) throws IOException {
    Files.writeString(root.resolve("a.md"), "<!-- results: " + argument + " -->\n");
    Repository repository = Repository.at(root);
    return Blocks.ofAll(repository).check(Document.read(repository, Path.of("a.md")));
  }
}
