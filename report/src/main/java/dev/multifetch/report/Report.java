package dev.multifetch.report;

import static java.util.stream.Collectors.joining;

import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import dev.multifetch.results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// A run as one HTML file, which contains everything that it needs: it opens without a network.
///
/// The page makes its charts and tables from the JSON that it embeds, which [ResultsJson] writes.
/// So it shows what was measured.
public final class Report {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private Report() {}

  /// The whole page, without flame graphs.
  public static String html(Results results) {
    return html(results, Map.of());
  }

  /// The whole page. No text in the results, such as a name, a reason or a command, can act as
  /// HTML.
  ///
  /// @param flameGraphs where they are, by the client's name; the page links to them
  public static String html(Results results, Map<String, String> flameGraphs) {
    String style = Asset.own("report.css");
    String charts = Asset.chartJs();
    String script = Asset.own("words.js") + Asset.own("charts.js") + Asset.own("report.js");
    Conclusion conclusion = Conclusion.of(results.rows());
    return fill(
        Asset.own("report.html"),
        Map.of(
            "policy", Policy.allowing(style, charts, script),
            "style", style,
            "charts", charts,
            "script", script,
            "answer", Escape.html(conclusion.sentence()),
            "flames", links(flameGraphs),
            "flamesHidden", flameGraphs.isEmpty() ? "hidden" : "",
            "caveat", Escape.html(conclusion.caveat()),
            "results", Escape.json(ResultsJson.write(results)),
            "same", Escape.json(new JsonMapper().writeValueAsString(same(results.rows())))));
  }

  /// The pairs of clients that are not told apart, each as `[workload, name, name]`. The page may
  /// place any two beside each other, and does not compute statistics.
  private static List<List<String>> same(List<Row> rows) {
    List<Row> ranked = rows.stream().filter(Row::ranked).toList();
    List<List<String>> same = new ArrayList<>();
    for (Row one : ranked) {
      for (Row other : ranked) {
        if (one.workload().equals(other.workload()) && !one.toldApartFrom(other)) {
          same.add(List.of(one.workload(), one.name(), other.name()));
        }
      }
    }
    return same;
  }

  private static String links(Map<String, String> flameGraphs) {
    return flameGraphs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Report::link)
        .collect(joining());
  }

  private static String link(Map.Entry<String, String> flameGraph) {
    return "<li><a href=\"%s\">%s</a></li>"
        .formatted(Escape.html(flameGraph.getValue()), Escape.html(flameGraph.getKey()));
  }

  // In one pass, so that a result that looks like a placeholder stays unchanged.
  private static String fill(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(part(place, parts)));
  }

  private static String part(MatchResult place, Map<String, String> parts) {
    String part = parts.get(place.group(1));
    if (part == null) {
      throw new IllegalStateException(
          "report.html has a place for " + place.group(1) + ", of which Report knows nothing");
    }
    return part;
  }
}
