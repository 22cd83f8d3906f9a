package dev.multifetch.report;

import static java.util.stream.Collectors.joining;

import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            "results", Escape.json(ResultsJson.write(results))));
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
