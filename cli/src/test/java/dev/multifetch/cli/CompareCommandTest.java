package dev.multifetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.cli.console.Obstacles;
import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import dev.multifetch.results.Row;
import dev.multifetch.results.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class CompareCommandTest {

  @TempDir private Path folder;
  private final MadeUpMeasurements measurements = new MadeUpMeasurements();

  @Test
  void withoutOptionsItMeasuresTheModelsAsShipped_inThroughputAndLatency() {
    assertThat(compare().exitCode()).isZero();
    assertThat(plan())
        .isEqualTo(
            new MeasurementPlan(
                List.of("one", "two", "three"),
                List.of(Workload.THROUGHPUT, Workload.LATENCY),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                1L,
                Peers.NONE,
                Optional.empty(),
                Effort.NORMAL));
  }

  @Test
  void everyOptionReachesThePlan() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + server.getLocalPort();
      compare(
          "--models",
          "two,one,two",
          "--workloads",
          "fan-out,tls-latency,fan-out",
          "--urls",
          "50",
          "-j",
          "7",
          "--delay",
          "20ms",
          "--body",
          "4KiB",
          "--seed",
          "7",
          "--peers",
          "jvm",
          "--origin",
          url,
          "--rigorous");
      assertThat(plan())
          .isEqualTo(
              new MeasurementPlan(
                  List.of("two", "one", "two"),
                  List.of(Workload.FAN_OUT, Workload.TLS_LATENCY),
                  OptionalInt.of(50),
                  OptionalInt.of(7),
                  Optional.of(Duration.ofMillis(20)),
                  OptionalInt.of(4096),
                  7L,
                  Peers.JVM,
                  Optional.of(URI.create(url)),
                  Effort.RIGOROUS));
    }
  }

  @Test
  void allIsEveryModelAndEveryWorkload() {
    compare("--models", "all", "--workloads", "all", "-j", "8", "--quick");
    assertThat(plan().models()).containsExactly("one", "two", "two-other", "three");
    assertThat(plan().workloads()).containsExactly(Workload.values());
    assertThat(plan().effort()).isEqualTo(Effort.QUICK);
  }

  @Test
  void itSaysWhatItWillDo_andHowLongThatTakes_andThenWhatItFinds() {
    Ran ran = compare("--workloads", "throughput");
    assertThat(ran.err().lines())
        .containsExactly(
            "multifetch: models: 3, in throughput, fetching from our own test server: about 42 s");
    assertThat(String.join("\n", ran.out()))
        .containsSubsequence("throughput, as shipped", "one", "100,000", "0.50", "two", "three");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--models | nope | --models must be all or among one, two, two-other, three, peer, was"
            + " nope",
        "--models | one,nope | --models must be all or among one, two, two-other, three, peer, was"
            + " nope",
        "--workloads | nope | --workloads must be all or among throughput, latency, fan-out, ",
        "--urls | 0 | --urls must be 1 or more, was 0",
        "--urls | -5 | --urls must be 1 or more, was -5",
        "-j | 0 | -j must be 1 or more, was 0",
        "--delay | soon | --delay must be a time such as 500ms, 30s, 2m or 1h, was soon",
        "--delay | -1s | --delay must be a time such as 500ms, 30s, 2m or 1h, was -1s",
        "--body | 1KB | --body must be a size such as 16MiB, 64k or 1000, was 1KB",
        "--body | 100MiB | --body: clients accept at most 16MiB, was 104857600 bytes",
        "--body | 99999999999G | --body must be at most",
        "--urls | 2000000000 | --urls: a batch can have at most 1000000, was 2000000000",
        "--delay | 2h | --delay: clients wait 30 s for a URL, so it can be at most 20s, was",
        "--baseline | /missing/x | --baseline cannot read /missing/x: no such file",
        "--baseline | pom.xml | --baseline pom.xml is not what --export-json writes",
        "--peers | some | --peers must be none, jvm or all, was some",
        "--origin | nowhere | --origin must be a URL such as http://127.0.0.1:8080, was nowhere",
        "--origin | ftp://h/ | --origin must be a URL such as http://127.0.0.1:8080, was ftp://h/",
        "--origin | http://127.0.0.1:1 | --origin: no server listens at http://127.0.0.1:1 (",
        "--export-json | /missing/x | --export-json: cannot write /missing/x: no such file",
        "--report | . | --report: cannot write .: it is a folder",
        "--export-json | /dev/null | --export-json: cannot write /dev/null: it is not a regular"
            + " file",
        "--josn | x | Unknown options: '--josn', 'x'"
      })
  void aWrongOptionIsRefusedByName_beforeAnythingIsMeasured(
      String option, String value, String message) {
    Ran ran = compare(option, value);
    assertThat(ran.err()).startsWith("multifetch compare: " + message).contains("compare --help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(measurements.plans).isEmpty();
  }

  @Test
  void quickAndRigorousContradictEachOther() {
    Ran ran = compare("--quick", "--rigorous");
    assertThat(ran.err()).contains("--quick and --rigorous contradict each other: give one");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void moreInFlightThanFilesMayBeOpenIsRefused() {
    Ran ran = compare("-j", "1000000000", "--urls", "1000000000");
    assertThat(ran.err()).contains("--workloads: throughput: 1000000000 URLs in flight", "ulimit");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(measurements.plans).isEmpty();
  }

  @Test
  void tooFewOpenFilesAreFoundBefore() {
    compare("--workloads", "latency,fan-out");
    MeasurementPlan plan = plan();
    assertThat(Obstacles.tooFewFiles(plan, 10_256)).isEmpty();
    assertThat(Obstacles.tooFewFiles(plan, 1024).orElseThrow())
        .isEqualTo(
            "--workloads: fan-out: 10000 URLs in flight need 10256 open files, 1024 are"
                + " allowed: run 'ulimit -n 10256' before it, or choose a smaller -j");
  }

  @Test
  void whatIsExportedIsOneRun() throws IOException {
    Path json = folder.resolve("a.json");
    Path markdown = folder.resolve("a.md");
    Path page = folder.resolve("a.html");
    Ran ran =
        compare(
            "--export-json",
            json.toString(),
            "--export-markdown",
            markdown.toString(),
            "--report",
            page.toString());
    assertThat(ran.exitCode()).isZero();
    Results results = ResultsJson.read(Files.readString(json));
    assertThat(results.rows()).extracting(Row::workload).contains("throughput", "latency");
    assertThat(results.ceiling()).containsEntry("throughput", 2e5);
    assertThat(markdown).content().contains("## throughput", "| one | model | library |");
    assertThat(page).content().contains("<html", "throughput");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void withABaselineItSaysWhatChanged_andExitsWith3IfSomethingGotWorse() throws IOException {
    Path before = folder.resolve("before.json");
    compare("--workloads", "throughput", "--export-json", before.toString());

    Ran same = compare("--workloads", "throughput", "--baseline", before.toString());
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(String.join("\n", same.out()))
        .contains("throughput, one: requests/s 1.000 of what it was")
        .doesNotContain("WORSE");

    measurements.slower();
    Ran worse = compare("--workloads", "throughput", "--baseline", before.toString());
    assertThat(worse.exitCode()).isEqualTo(3);
    assertThat(String.join("\n", worse.out()))
        .contains("throughput, one: requests/s 0.500 of what it was", "WORSE");
  }

  @Test
  void whatIsExportedForJmhsReadersHasAnEntryForEachClient() throws IOException {
    Path file = folder.resolve("jmh.json");
    compare("--workloads", "throughput", "--export-jmh", file.toString());
    JsonNode all = new JsonMapper().readTree(Files.readString(file));
    JsonNode one = all.get(0);
    assertThat(one.get("benchmark").asString()).isEqualTo("dev.multifetch.compare.throughput");
    assertThat(one.get("mode").asString()).isEqualTo("thrpt");
    assertThat(one.get("params").get("model").asString()).isEqualTo("one");
    assertThat(one.get("primaryMetric").get("score").asDouble()).isEqualTo(1e5);
    assertThat(one.get("primaryMetric").get("rawData").get(0)).hasSize(3);
    assertThat(all).hasSize(4); // with the ceiling
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid_andTheOthersAreThere() throws IOException {
    Path json = folder.resolve("a.json");
    Path page = folder.resolve("gone/a.html");
    Files.createDirectory(page.getParent());
    measurements.endsWith(() -> Files.delete(page.getParent()));
    Ran ran = compare("--report", page.toString(), "--export-json", json.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("multifetch: --report: cannot write " + page + ": no such file");
    assertThat(json).exists();
    assertThat(String.join("\n", ran.out())).contains("throughput, as shipped");
  }

  @Test
  void anInterruptKeepsWhatIsFinished() throws IOException {
    Path json = folder.resolve("a.json");
    measurements.endsWith(
        () -> {
          throw new InterruptedException();
        });
    Ran ran = compare("--export-json", json.toString());
    assertThat(ran.exitCode()).isEqualTo(130);
    assertThat(ran.err()).contains("multifetch: interrupted");
    assertThat(ResultsJson.read(Files.readString(json)).rows()).hasSize(6); // of 7
    assertThat(String.join("\n", ran.out())).contains("throughput, as shipped", "latency, as");
  }

  @Test
  void aMeasurementThatCannotGoOnKeepsWhatIsFinished() {
    measurements.endsWith(
        () -> {
          throw new IOException("the origin is gone");
        });
    Ran ran = compare();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("multifetch: the origin is gone");
    assertThat(String.join("\n", ran.out())).contains("latency, as shipped");
  }

  @Test
  void aClientThatDoesNotFinishIsARowWithItsReason() {
    measurements.lastDies();
    Ran ran = compare();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(String.join("\n", ran.out())).contains("did not finish", "three: its JVM died");
    assertThat(ran.err()).contains("latency, three: its JVM died");
  }

  @Test
  void whatAClientDiedOfMovesNoTerminal_andMakesNoRowOfItsOwn() {
    measurements.lastDies("gone\nforged 9,999 ok \u001b[2J\u009b31m\u202e");
    Ran ran = compare("--workloads", "throughput");
    assertThat(ran.out())
        .allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u009b", "\u202e"))
        .noneMatch(line -> line.startsWith("forged"));
    assertThat(ran.err()).doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(String.join("\n", ran.out())).contains("three: gone");
  }

  @Test
  void aDefectIsToldWithoutMovingTheTerminal() {
    measurements.endsWith(
        () -> {
          throw new IllegalStateException("server said \u001b[2J");
        });
    Ran ran = compare();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("IllegalStateException: server said \\u001b[2J", "\tat dev.multifetch.cli.")
        .doesNotContain("\u001b");
  }

  @Test
  void anExportIsNotWrittenThroughALink() throws IOException {
    Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");
    Path page = folder.resolve("a.html");
    Files.createSymbolicLink(folder.resolve("a.html.part"), theirs);
    assertThat(compare("--report", page.toString()).exitCode()).isZero();
    assertThat(theirs).hasContent("theirs");
    assertThat(page).content().startsWith("<!doctype html>");
  }

  @Test
  void eachTimeANameIsGivenItIsMeasured() {
    Ran ran = compare("--models", "one,one,one", "--workloads", "throughput");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).anySatisfy(line -> assertThat(line).contains("one (again) (again)"));
  }

  @Test
  void aNameGivenTwiceIsMeasuredTwice() {
    Ran ran = compare("--models", "one,one", "--workloads", "throughput");
    assertThat(ran.out()).anySatisfy(line -> assertThat(line).contains("one (again)"));
    // One client, but half as fast the second time: so much for these intervals.
    assertThat(String.join("\n", ran.out())).contains("WARNING: one is one client");
  }

  @Test
  void helpTellsEveryOption() {
    Ran ran = compare("--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(String.join("\n", ran.out()))
        .contains("--models", "--workloads", "--urls", "-j=N", "--delay", "--body", "--peers")
        .contains("--origin", "--quick", "--rigorous", "--report", "--export-json")
        .contains("--export-markdown", "--profile", "130   interrupted");
    String words = String.join(" ", ran.out()).replaceAll("\\s+", " ");
    assertThat(Workload.values())
        .allSatisfy(workload -> assertThat(words).contains(workload.title() + ", "));
  }

  private MeasurementPlan plan() {
    return measurements.plans.getLast();
  }

  private Ran compare(String... options) {
    String[] all = Stream.concat(Stream.of("compare"), Stream.of(options)).toArray(String[]::new);
    return Ran.measuring(
        measurements, InputStream.nullInputStream(), new ByteArrayOutputStream(), all);
  }
}
