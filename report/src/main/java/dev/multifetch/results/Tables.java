package dev.multifetch.results;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Results as text: one table for each workload and ranking, the best first.
public final class Tables {

  private static final String LEGEND =
      "Each client was compared with the others in every round. \"of best\" is the ratio to the first"
          + " row, ± half of its 99.9 % confidence interval. \"not told apart\" means: from the row"
          + " above. \"± ?\" means that the rounds say too little. In the lines about CPU, < means less,"
          + " and = not told apart.";

  private Tables() {}

  /// For a terminal.
  ///
  /// @param answer what all of it says, in a sentence
  /// @param width how many columns the terminal has
  public static String plain(Results results, String answer, int width) {
    StringBuilder text = new StringBuilder(wrapped(answer, width)).append('\n');
    for (Ranking ranking : Ranking.of(results.rows())) {
      if (ranking.track() == Track.CEILING) {
        continue; // the titles have it
      }
      text.append(title(ranking, results.ceiling())).append('\n');
      text.append(table(ranking, width)).append('\n');
      CpuRanking cpu = CpuRanking.of(ranking);
      if (!cpu.rows().isEmpty()) {
        text.append(wrapped("cpu µs for each request: " + cpu.words(), width));
      }
      reasons(ranking)
          .forEach(
              (reason, names) -> text.append(wrapped(Words.listed(names) + ": " + reason, width)));
      text.append('\n');
    }
    results.warnings().forEach(warning -> text.append(wrapped("WARNING: " + warning, width)));
    String noise = Disturbance.of(results.rows()).words();
    if (!noise.isEmpty()) {
      text.append(wrapped(noise, width));
    }
    return results.rows().isEmpty() ? "" : text.append(wrapped(LEGEND, width)).toString();
  }

  /// What must be known about rows, each with the names of those rows.
  private static Map<String, List<String>> reasons(Ranking ranking) {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    for (Row row : ranking.rows()) {
      if (!row.reason().isEmpty()) {
        reasons.computeIfAbsent(oneLine(row.reason()), _ -> new ArrayList<>()).add(row.name());
      }
    }
    return reasons;
  }

  private static String table(Ranking ranking, int width) {
    Row best = ranking.rows().getFirst();
    return AsciiTable.builder()
        .lineSeparator("\n")
        .border(AsciiTable.NO_BORDERS)
        .maxTableWidth(width)
        .data(
            ranking.rows(),
            List.of(
                left("client").minWidth(widest(ranking)).with(Row::name),
                right(unit(ranking)).with(row -> Words.number(row.score())),
                right("of best").with(row -> Words.ofBest(row, best)),
                right(best.moreIsBetter() ? "of ceiling" : "× ideal")
                    .with(row -> Words.share(row.ratio())),
                right("cpu µs").with(row -> Words.number(CpuRanking.cpu(row))),
                left("verdict").with(Words::verdict)))
        .asString();
  }

  private static String wrapped(String text, int width) {
    return text.replaceAll("(.{1," + width + "})(?:\\s+|$)", "$1\n");
  }

  /// A broken name is hard to look up. So in a narrow terminal only the other columns shrink.
  private static int widest(Ranking ranking) {
    int name = ranking.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    return name + 2; // a space on either side
  }

  /// For a document, with every figure.
  public static String markdown(Results results) {
    StringBuilder text = new StringBuilder();
    String workload = "";
    for (Ranking ranking : Ranking.of(results.rows())) {
      if (!ranking.workload().equals(workload)) {
        workload = ranking.workload();
        text.append("## ").append(workload).append("\n\n");
      }
      text.append("### ").append(title(ranking, results.ceiling())).append("\n\n");
      text.append(markdown(ranking)).append('\n');
    }
    results.warnings().forEach(warning -> text.append("**").append(warning).append("**\n\n"));
    return text.append(LEGEND).append("\n\n").append(environment(results)).toString();
  }

  /// One score before it is judged, such as `112,300 ± 2,400 requests/s`.
  public static String score(Sample sample) {
    return Words.score(Statistics.estimate(sample.scores())) + " " + sample.workload().unit();
  }

  private static String markdown(Ranking ranking) {
    List<String> figures = figures(ranking);
    List<String> header =
        new ArrayList<>(List.of("client", "model", "library", unit(ranking), "ratio", "from, to"));
    header.addAll(figures);
    header.add("verdict");
    StringBuilder text = new StringBuilder(line(header));
    text.append(line(header.stream().map(_ -> "---").toList()));
    for (Row row : ranking.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.name(), row.model(), row.transport()));
      cells.addAll(List.of(Words.score(row.estimate()), Words.ratio(row), Words.interval(row)));
      figures.forEach(
          name -> cells.add(Words.number(row.figures().getOrDefault(name, Double.NaN))));
      cells.add(Words.verdictWithReason(row));
      text.append(line(cells));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(Tables::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /// One line without anything that ends a cell or makes a tag, a link or an image, because a
  /// reason may quote a server.
  private static String cell(String text) {
    return oneLine(text).replaceAll("[|<>&`\\[\\]\\\\]", "\\\\$0");
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }

  private static List<String> figures(Ranking ranking) {
    TreeSet<String> names = new TreeSet<>();
    ranking.rows().forEach(row -> names.addAll(row.figures().keySet()));
    names.removeAll(List.of(RatioInterval.LOW, RatioInterval.HIGH)); // these have a column already
    return List.copyOf(names);
  }

  private static String title(Ranking ranking, Map<String, Double> ceiling) {
    double bound = ceiling.getOrDefault(ranking.workload(), Double.NaN);
    String title = ranking.workload() + ", " + ranking.title();
    return Double.isNaN(bound)
        ? title
        : title
            + (ranking.rows().getFirst().moreIsBetter() ? " (ceiling " : " (ideal ")
            + Words.number(bound)
            + " "
            + unit(ranking)
            + ")";
  }

  private static String environment(Results results) {
    Environment where = results.environment();
    return String.join(
            "\n",
            "Measured " + where.date() + " with `" + where.command() + "`:",
            "",
            "- JDK: " + where.jdk() + ", " + where.gc() + ", " + String.join(" ", where.flags()),
            "- machine: " + where.cpu() + ", " + where.cores() + " cores, " + where.kernel(),
            "- pinning: " + where.pinning(),
            "- origin: " + where.origin(),
            "- commit: " + where.commit())
        + "\n";
  }

  private static String unit(Ranking ranking) {
    return ranking.rows().getFirst().unit();
  }

  private static Column left(String header) {
    return column(header, HorizontalAlign.LEFT);
  }

  private static Column right(String header) {
    return column(header, HorizontalAlign.RIGHT);
  }

  private static Column column(String header, HorizontalAlign align) {
    return new Column().header(header).headerAlign(align).dataAlign(align);
  }
}
