package dev.multifetch.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The results of one day's runs of `multifetch compare`, as far as documents show them. A run of
/// all workloads with all peers takes long, so it may be done in parts, with a file for each.
///
/// @param files relative to the repository
/// @param environments where and when, by name, for each file
/// @param ceilings by workload, the most that the origin gives, or the ideal
/// @param rows in the order of the files
/// @param warnings that concern all of them
record Results(
    List<Path> files,
    List<JsonNode> environments,
    Map<String, JsonNode> ceilings,
    List<Row> rows,
    List<String> warnings) {

  private static final Path FOLDER = Path.of("benchmarks", "results");
  private static final int DATE = "2026-01-31".length();
  private static final String MAKE =
      "run: ./multifetch compare --rigorous --models all --workloads all --peers all"
          + " --export-json benchmarks/results/<date>-<cores>cores.json";

  /// The files with the newest date at the start of their names. This lists the folder each time,
  /// because it may be newer than this program.
  static Results newest(Repository repository) throws BrokenReference, IOException {
    Results results =
        new Results(
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (Path file : ofNewestDate(repository.root().resolve(FOLDER))) {
      results.take(repository.root().relativize(file), Files.readString(file));
    }
    if (results.files.isEmpty()) {
      throw new BrokenReference("no results in " + FOLDER, MAKE);
    }
    return results;
  }

  private static List<Path> ofNewestDate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> dated = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      return dated.stream().filter(file -> date(file).equals(date(dated.getLast()))).toList();
    }
  }

  private static String date(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.min(DATE, name.length()));
  }

  private void take(Path file, String text) throws BrokenReference {
    try {
      JsonNode whole = JsonMapper.shared().readTree(text);
      files.add(file);
      environments.add(whole.required("environment"));
      for (JsonNode row : whole.required("rows")) {
        take(Row.of(row));
      }
      for (var ceiling : whole.path("ceiling").properties()) {
        ceilings.merge(
            ceiling.getKey(),
            ceiling.getValue(),
            (one, other) -> one.doubleValue() < other.doubleValue() ? other : one);
      }
      whole.path("warnings").forEach(warning -> warnings.add(warning.asString()));
    } catch (JacksonException e) {
      throw new BrokenReference(
          file + " is not what multifetch compare writes: " + e.getOriginalMessage(), MAKE);
    }
  }

  /// Each run has a ceiling, and the highest counts. Any other client is measured once.
  private void take(Row row) throws BrokenReference {
    Optional<Row> same = rows.stream().filter(row::isOfSameClient).findFirst();
    if (same.isEmpty()) {
      rows.add(row);
    } else if (!row.track().equals("ceiling")) {
      throw new BrokenReference(
          "%s was measured twice in %s: %s".formatted(row.name(), row.workload(), files),
          "one date's files are parts of one whole: remove one");
    } else if (same.get().score() < row.score()) {
      rows.set(rows.indexOf(same.get()), row);
    }
  }

  /// The names of the files, for a sentence.
  String names() {
    return files.stream().map(file -> "`" + file.getFileName() + "`").collect(joining(", "));
  }

  /// The most that the origin gives, or the ideal; missing if there is neither.
  JsonNode ceiling(String workload) {
    return ceilings.getOrDefault(workload, MissingNode.getInstance());
  }

  List<Row> of(String workload) {
    return rows.stream().filter(row -> row.workload().equals(workload)).toList();
  }

  /// In the order in which they were measured.
  List<String> workloads() {
    return rows.stream().map(Row::workload).distinct().toList();
  }
}
