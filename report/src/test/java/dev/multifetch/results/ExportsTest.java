package dev.multifetch.results;

import static dev.multifetch.results.Made.client;
import static dev.multifetch.results.Workload.LATENCY;
import static dev.multifetch.results.Workload.THROUGHPUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportsTest {

  private final Results results =
      Made.results(
          new Judge(Map.of())
              .judge(
                  List.of(
                      client("slow", THROUGHPUT, 50_000).sample(),
                      client("fast", THROUGHPUT, 100_000).sample(),
                      client("same", THROUGHPUT, 99_900).sample(),
                      client("ceiling", THROUGHPUT, 200_050).over("nio", Track.CEILING).sample(),
                      client("dead", LATENCY, 1).failed("it | died", false).sample())));

  @Test
  void whatIsWrittenAsJsonIsReadAsItWas() {
    assertThat(ResultsJson.read(ResultsJson.write(results))).isEqualTo(results);
  }

  @Test
  void jsonHasTheNamesThatOthersRelyOn() {
    JsonNode json = new JsonMapper().readTree(ResultsJson.write(results));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("environment", "ceiling", "rows", "timelines", "warnings");
    assertThat(json.get("environment").propertyNames())
        .contains("jdk", "flags", "gc", "cores", "kernel", "commit", "date", "pinning");
    assertThat(json.get("environment").get("date").asString()).isEqualTo("2026-11-24T12:00:00Z");
    JsonNode same = json.get("rows").get(1);
    assertThat(same.propertyNames())
        .containsExactlyInAnyOrder(
            "name",
            "model",
            "transport",
            "track",
            "workload",
            "score",
            "error",
            "unit",
            "ratio",
            "verdict",
            "reason",
            "figures",
            "slices");
    assertThat(same.get("track").asString()).isEqualTo("as-shipped");
    assertThat(same.get("verdict").asString()).isEqualTo("no-detectable-difference");
    assertThat(same.get("figures").get("cpu µs/request").asDouble()).isEqualTo(8.5);
  }

  @Test
  void aFigureThatNobodyHasIsNull() {
    JsonNode dead = new JsonMapper().readTree(ResultsJson.write(results)).get("rows").get(4);
    assertThat(dead.get("score").isNull()).isTrue();
    assertThat(dead.get("error").isNull()).isTrue();
    assertThat(dead.get("ratio").isNull()).isTrue();
  }

  @Test
  void theTableHasTheBestFirst_withRatioIntervalAndVerdict() {
    String table = Tables.plain(results, "The answer.", 80);
    assertThat(table)
        .contains("throughput, as shipped (ceiling 200,050 requests/s)", "latency, as shipped")
        .containsSubsequence("fast", "100,000", "0.50", "8.500", "ok")
        .containsSubsequence("fast", "same", "not told apart", "slow", "dead", "did not finish")
        .contains("dead: it | died")
        .doesNotContain("origin's ceiling");
    assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void aNarrowTableBreaksNoName() {
    String name = "virtual-threads-okhttp";
    Results narrow =
        Made.results(
            new Judge(Map.of())
                .judge(
                    List.of(
                        client("fast", THROUGHPUT, 100_000).sample(),
                        client(name, THROUGHPUT, 99_900).sample())));
    assertThat(Tables.plain(narrow, "The answer.", 80).lines())
        .anyMatch(line -> line.contains(name))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void markdownHasEveryFigure_andNoCellBreaksTheTable() {
    String markdown = Tables.markdown(results);
    assertThat(markdown)
        .contains("## throughput", "| cpu µs/request |", "| 8.500 |")
        .contains("did not finish: it \\| died", "JDK: a JDK, Serial, -Xmx2g", "commit: abc123");
    assertThat(markdown.lines().filter(line -> line.startsWith("| fast")))
        .singleElement()
        .asString()
        .startsWith("| fast | a model | a library | 100,000 ± ");
  }

  @Test
  void aReasonInMarkdownIsTextAndNothingElse() {
    String hostile = "![x](http://h/) <img src=x> `a` a\\|b\n| forged | \u001b\u202e";
    Results said =
        Made.results(
            new Judge(Map.of())
                .judge(List.of(client("dead", LATENCY, 1).failed(hostile, false).sample())));
    assertThat(Tables.markdown(said).lines().filter(line -> line.startsWith("| dead")))
        .singleElement()
        .asString()
        .contains("!\\[x\\](http://h/) \\<img src=x\\> \\`a\\` a\\\\\\|b \\| forged \\| ")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void theEnvironmentIsThisMachines() {
    Environment here = Environment.read(List.of("-XX:+UseSerialGC"), "not pinned", "own", "it");
    assertThat(here.gc()).isEqualTo("Serial");
    assertThat(here.jdk()).contains(Runtime.version().toString());
    assertThat(here.cores()).isPositive();
    assertThat(here.kernel()).contains(System.getProperty("os.version"));
    assertThat(here.commit()).matches("[0-9a-f]{40}|unknown");
    assertThat(Environment.read(List.of(), "", "", "").gc()).isNotBlank();
  }
}
