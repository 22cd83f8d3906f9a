package dev.multifetch.report;

import dev.multifetch.results.Environment;
import dev.multifetch.results.Results;
import dev.multifetch.results.Row;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Results that nobody measured: figures invented to fill every corner of the page.
final class MadeUp {

  private static final List<Map.Entry<String, String>> MODELS =
      List.of(
          Map.entry("netty", "Netty 4.2"),
          Map.entry("reactive", "Apache async"),
          Map.entry("completablefuture", "Apache async"),
          Map.entry("virtual-threads", "Apache classic"),
          Map.entry("thread-pool", "Apache classic"),
          Map.entry("blocking", "Apache classic"));

  private MadeUp() {}

  /// Every track, every workload and every verdict.
  static Results everything() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rates("throughput", "requests/s", 1.0));
    rows.addAll(makespans("latency", 0.8, 1.0));
    rows.addAll(makespans("fan-out", 1.0, 10.0));
    rows.addAll(makespans("tail", 4.1, 1.0));
    rows.addAll(rates("large", "MiB/s", 0.01));
    rows.addAll(rates("tls-throughput", "requests/s", 0.5));
    rows.addAll(makespans("tls-latency", 0.8, 1.0));
    rows.addAll(makespans("cold", 0.3, 1.0));
    rows.addAll(makespans("first", 0.05, 0.1));
    return new Results(environment("made up"), ceilings(), rows, timelines(), List.of());
  }

  /// What the command measures unless told otherwise.
  static Results usual() {
    List<Row> rows = new ArrayList<>(rates("throughput", "requests/s", 1.0));
    rows.addAll(makespans("latency", 0.8, 1.0));
    rows.removeIf(row -> row.track() == Track.CONTROLLED);
    return new Results(environment("made up"), ceilings(), rows, timelines(), List.of());
  }

  static Results nothing() {
    return new Results(environment("made up"), Map.of(), List.of(), List.of(), List.of());
  }

  static Results of(Row... rows) {
    return new Results(environment("made up"), Map.of(), List.of(rows), List.of(), List.of());
  }

  /// The same text in all places that a user, a server or a library can choose.
  static Results saying(String text) {
    Row row =
        new Row(
            text,
            text,
            text,
            Track.AS_SHIPPED,
            text,
            12.5,
            0.5,
            text,
            0.5,
            Verdict.INVALID,
            text,
            Map.of(text, 1.0, "p99 ms", 2.0, "cpu µs/request", 3.0),
            List.of());
    Row dead =
        new Row(
            text,
            text,
            text,
            Track.PEER,
            "latency",
            Double.NaN,
            Double.NaN,
            "s",
            Double.NaN,
            Verdict.DNF,
            text,
            Map.of(),
            List.of());
    Timeline timeline = new Timeline(text, List.of(new Timeline.Bar(0, 1, 2, text)));
    return new Results(
        environment(text), Map.of(text, 25.0), List.of(row, dead), List.of(timeline), List.of());
  }

  static Row row(String name, Track track, String workload, double score, double error) {
    return row(name, track, workload, score, error, Verdict.OK);
  }

  static Row row(
      String name, Track track, String workload, double score, double error, Verdict verdict) {
    String unit = workload.endsWith("throughput") ? "requests/s" : "s";
    return new Row(
        name,
        name,
        name + "'s library",
        track,
        workload,
        score,
        error,
        unit,
        0.5,
        verdict,
        "",
        Map.of(),
        List.of());
  }

  private static List<Row> rates(String workload, String unit, double scale) {
    Rows rows = new Rows(workload, unit, 190_000 * scale, true);
    rows.shipped(118_400 * scale, 2_100 * scale, 8.2, 1_480, 9, 112, "");
    rows.shipped(47_900 * scale, 1_900 * scale, 19.8, 6_910, 12, 168, "");
    rows.shipped(47_300 * scale, 1_700 * scale, 20.1, 6_640, 12, 164, "");
    rows.shipped(44_100 * scale, 600 * scale, 21.5, 5_220, 13, 181, "");
    rows.shipped(30_300 * scale, 900 * scale, 31.2, 5_180, 75, 190, "");
    rows.shipped(11_900 * scale, 200 * scale, 62.4, 5_020, 10, 120, "1 in flight by design");
    rows.controlled("virtual-threads-okhttp", "virtual-threads", 27_900 * scale, 800 * scale);
    rows.controlled("thread-pool-okhttp", "thread-pool", 27_100 * scale, 900 * scale);
    rows.controlled("blocking-okhttp", "blocking", 9_800 * scale, 300 * scale);
    rows.peer("vertx", "Vert.x 5", 94_200 * scale, 3_100 * scale);
    rows.peer("jdk", "java.net.http", 8_400 * scale, 700 * scale);
    rows.invalid("go", "net/http", 168_000 * scale, "0.88 of the ceiling: the origin decided it");
    rows.absent("node", "fetch", "Node.js is not installed: apt-get install nodejs");
    rows.dnf("requests", "requests 2.32", "it left 12 of 1,000 URLs without an outcome");
    return rows.all;
  }

  private static List<Row> makespans(String workload, double ideal, double spread) {
    Rows rows = new Rows(workload, "s", ideal, false);
    rows.shipped(ideal * 1.021, 0.004, 12.1, 2_480, 9, 128, "");
    rows.shipped(ideal * 1.033, 0.009, 26.4, 7_910, 12, 176, "");
    rows.shipped(ideal * 1.034, 0.008, 26.9, 7_640, 12, 172, "");
    rows.shipped(ideal * 1.047, 0.003, 31.7, 6_220, 13, 188, "");
    rows.shipped(ideal * (1.05 + spread), 0.012, 42.5, 6_180, 75, 201, "");
    rows.shipped(
        ideal * 63.2, 0.41, 88.4, 6_020, 10, 121, "1 in flight by design, so 50 s at best");
    rows.controlled("virtual-threads-okhttp", "virtual-threads", ideal * 1.08, 0.02);
    rows.controlled("thread-pool-okhttp", "thread-pool", ideal * 1.09, 0.02);
    rows.controlled("blocking-okhttp", "blocking", ideal * 64, 0.6);
    rows.peer("vertx", "Vert.x 5", ideal * 1.03, 0.006);
    rows.peer("asynchttpclient", "Netty", ideal * 1.06, Double.NaN);
    rows.absent("aiohttp", "aiohttp", "aiohttp is not installed: apt-get install python3-aiohttp");
    return rows.all;
  }

  /// Rows of one workload, in the order in which they are added.
  private static final class Rows {
    private final List<Row> all = new ArrayList<>();
    private int shipped;
    private final String workload;
    private final String unit;
    private final double bound;
    private final boolean rate;

    Rows(String workload, String unit, double bound, boolean rate) {
      this.workload = workload;
      this.unit = unit;
      this.bound = bound;
      this.rate = rate;
      if (rate) {
        add(
            "wrk",
            "event loop",
            "epoll",
            Track.CEILING,
            bound,
            bound / 50,
            Verdict.OK,
            "",
            Map.of());
      }
    }

    void shipped(
        double score, double error, double cpu, double bytes, int threads, int mib, String reason) {
      String name = MODELS.get(shipped).getKey();
      String library = MODELS.get(shipped).getValue();
      shipped++;
      Verdict verdict =
          name.equals("completablefuture") ? Verdict.NO_DETECTABLE_DIFFERENCE : Verdict.OK;
      double p50 = rate ? 0.3 + cpu / 40 : 51.2;
      Map<String, Double> figures =
          Map.of(
              "cpu µs/request",
              cpu,
              "allocated B/request",
              bytes,
              "peak threads",
              (double) threads,
              "resident MiB",
              (double) mib,
              "connections",
              name.equals("blocking") ? 1.0 : 64.0,
              "p50 ms",
              p50,
              "p99 ms",
              p50 * 2.4,
              "p99.9 ms",
              p50 * 6.1);
      add(name, name, library, Track.AS_SHIPPED, score, error, verdict, reason, figures);
    }

    void controlled(String name, String model, double score, double error) {
      Verdict verdict = model.equals("thread-pool") ? Verdict.NO_DETECTABLE_DIFFERENCE : Verdict.OK;
      Map<String, Double> figures = Map.of("p99 ms", 60.0);
      add(name, model, "OkHttp 5", Track.CONTROLLED, score, error, verdict, "", figures);
    }

    void peer(String name, String library, double score, double error) {
      add(name, "event loop", library, Track.PEER, score, error, Verdict.OK, "", Map.of());
    }

    void invalid(String name, String library, double score, String reason) {
      add(
          name,
          "goroutines",
          library,
          Track.PEER,
          score,
          score / 40,
          Verdict.INVALID,
          reason,
          Map.of());
    }

    void dnf(String name, String library, String reason) {
      nothing(name, library, Verdict.DNF, reason);
    }

    void absent(String name, String library, String reason) {
      nothing(name, library, Verdict.ABSENT, reason);
    }

    private void nothing(String name, String library, Verdict verdict, String reason) {
      add(
          name,
          "event loop",
          library,
          Track.PEER,
          Double.NaN,
          Double.NaN,
          verdict,
          reason,
          Map.of());
    }

    private void add(
        String name,
        String model,
        String library,
        Track track,
        double score,
        double error,
        Verdict verdict,
        String reason,
        Map<String, Double> figures) {
      all.add(
          new Row(
              name,
              model,
              library,
              track,
              workload,
              score,
              error,
              unit,
              score / bound,
              verdict,
              reason,
              figures,
              List.of()));
    }
  }

  private static Map<String, Double> ceilings() {
    return Map.of(
        "throughput", 190_000.0,
        "latency", 0.8,
        "fan-out", 1.0,
        "tail", 4.1,
        "large", 1_900.0,
        "tls-throughput", 95_000.0,
        "tls-latency", 0.8,
        "first", 0.05);
  }

  private static List<Timeline> timelines() {
    return List.of(
        timeline("blocking", i -> 51.0 * i, i -> "main"),
        timeline("thread-pool", i -> i < 64 ? 0 : 52.0, i -> "pool-" + i % 64),
        timeline("virtual-threads", i -> i < 64 ? 0 : 52.0, i -> "virtual-" + i),
        timeline("completablefuture", i -> i < 64 ? 0 : 51.5, i -> "httpclient-dispatch-" + i % 2),
        timeline("reactive", i -> i < 64 ? 0 : 51.5, i -> "httpclient-dispatch-" + i % 2),
        timeline("netty", i -> i < 64 ? 0 : 50.4, i -> "loop-" + i % 2));
  }

  private static Timeline timeline(
      String name, IntFunction<Double> start, IntFunction<String> thread) {
    return new Timeline(
        name,
        IntStream.range(0, 100)
            .mapToObj(
                i -> {
                  double from = start.apply(i) + i * 7919 % 13 * 0.1;
                  double firstByte = from + 50.2 + i * 31 % 7 * 0.2;
                  return new Timeline.Bar(
                      from, firstByte, firstByte + 0.4 + i % 5 * 0.3, thread.apply(i));
                })
            .toList());
  }

  private static Environment environment(String text) {
    return new Environment(
        text + ": OpenJDK 25.0.3",
        List.of("-Xmx1g", text),
        "G1 (" + text + ")",
        2,
        text,
        "Linux " + text,
        "0000000 (" + text + ")",
        Instant.parse("2026-11-24T12:00:00Z"),
        "client on core 1, origin on core 0 (" + text + ")",
        text,
        "multifetch compare --peers all # " + text);
  }
}
