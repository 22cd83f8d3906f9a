package dev.multifetch.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Results as JMH writes its own with `-rff`, for tools that read that format. Each client is a
/// benchmark with the parameter `model`, each of its JVMs a fork, each turn an iteration.
public final class JmhJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JmhJson() {}

  /// All rows that are ranked.
  public static String write(Results results) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : results.rows()) {
      if (row.ranked() && !row.slices().isEmpty()) {
        all.add(benchmark(row, results.environment()));
      }
    }
    return MAPPER.writeValueAsString(all) + "\n";
  }

  private static Map<String, Object> benchmark(Row row, Environment where) {
    List<List<Double>> raw = raw(row);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("jmhVersion", "1.37");
    fields.put("benchmark", "dev.multifetch.compare." + row.workload());
    fields.put("mode", row.moreIsBetter() ? "thrpt" : "ss");
    fields.put("threads", 1);
    fields.put("forks", raw.size());
    fields.put("jvmArgs", where.flags());
    fields.put("vmName", where.jdk());
    fields.put("warmupIterations", 0);
    fields.put("warmupTime", "100 ms");
    fields.put("warmupBatchSize", 1);
    fields.put("measurementIterations", raw.stream().mapToInt(List::size).max().orElse(0));
    fields.put("measurementTime", "100 ms");
    fields.put("measurementBatchSize", 1);
    fields.put("params", Map.of("model", row.name()));
    fields.put("primaryMetric", metric(row.score(), row.error(), row.unit(), raw));
    Map<String, Object> others = new TreeMap<>();
    row.figures()
        .forEach(
            (title, value) -> others.put(title, metric(value, Double.NaN, unit(title), List.of())));
    fields.put("secondaryMetrics", others);
    return fields;
  }

  private static Map<String, Object> metric(
      double score, double error, String unit, List<List<Double>> raw) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("score", score);
    fields.put("scoreError", known(error));
    fields.put("scoreConfidence", List.of(known(score - error), known(score + error)));
    fields.put("scorePercentiles", percentiles(score, raw));
    fields.put("scoreUnit", unit);
    fields.put("rawData", raw);
    return fields;
  }

  private static Map<String, Double> percentiles(double score, List<List<Double>> raw) {
    double[] all = raw.stream().flatMap(List::stream).mapToDouble(value -> value).toArray();
    Map<String, Double> percentiles = new LinkedHashMap<>();
    for (int percent : new int[] {0, 50, 90, 95, 99, 100}) {
      percentiles.put(
          percent + ".0",
          all.length == 0 ? score : new Percentile().evaluate(all, Math.max(percent, 1e-9)));
    }
    return percentiles;
  }

  /// JMH, too, writes the text where there is no number.
  private static Object known(double value) {
    return Double.isNaN(value) ? "NaN" : value;
  }

  private static List<List<Double>> raw(Row row) {
    Map<Integer, List<Double>> byJvm = new TreeMap<>();
    for (Slice slice : row.slices()) {
      byJvm.computeIfAbsent(slice.jvm(), _ -> new ArrayList<>()).add(slice.score());
    }
    return List.copyOf(byJvm.values());
  }

  private static String unit(String title) {
    return title.substring(title.lastIndexOf(' ') + 1);
  }
}
