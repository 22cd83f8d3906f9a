package dev.multifetch.results;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Results as text: one table for each workload and ranking, the best first.
public final class Tables {

  private static final String LEGEND =
      "± is half of the 99.9 % confidence interval; a row whose interval overlaps that of the row"
          + " above is not told apart from it.";

  private Tables() {}

  /// For a terminal.
  ///
  /// @param width how many columns the terminal has
  public static String plain(Results results, int width) {
    StringBuilder text = new StringBuilder();
    for (Ranking ranking : Ranking.of(results.rows())) {
      text.append(title(ranking, results.ceiling())).append('\n');
      text.append(
              AsciiTable.builder()
                  .lineSeparator("\n")
                  .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                  .maxTableWidth(width)
                  .data(
                      ranking.rows(),
                      List.of(
                          left("client").minWidth(widest(ranking)).with(Row::name),
                          right(unit(ranking)).with(row -> Words.score(row.estimate())),
                          right("ratio").with(Words::ratio),
                          right("from, to").with(Words::interval),
                          left("verdict").with(Words::verdict)))
                  .asString())
          .append("\n\n");
    }
    results.warnings().forEach(warning -> text.append("WARNING: ").append(warning).append("\n\n"));
    return results.rows().isEmpty() ? "" : text.append(LEGEND).append('\n').toString();
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
      cells.add(Words.verdict(row));
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
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
        .replaceAll("[|<>&`\\[\\]\\\\]", "\\\\$0");
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
