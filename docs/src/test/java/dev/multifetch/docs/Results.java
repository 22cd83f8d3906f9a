package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one run of `multifetch compare` wrote, as far as documents show it.
///
/// @param file relative to the repository
/// @param environment where and when, by name
/// @param ceilings by workload, what the origin gives at most, or the ideal
/// @param rows in the order of the file
/// @param warnings that concern all of them
record Results(
    Path file, JsonNode environment, JsonNode ceilings, List<Row> rows, List<String> warnings) {

  private static final Path FOLDER = Path.of("benchmarks", "results");
  private static final String MAKE =
      "run: ./multifetch compare --rigorous --models all --workloads all --peers all"
          + " --export-json benchmarks/results/<date>-<cores>cores.json";

  /// The newest, by the date that its name begins with. The folder is looked at each time: it may
  /// be newer than this program.
  static Results newest(Repository repository) throws BrokenReference, IOException {
    Path folder = repository.root().resolve(FOLDER);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> dated =
            files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        if (!dated.isEmpty()) {
          return read(repository.root(), dated.getLast());
        }
      }
    }
    throw new BrokenReference("no results in " + FOLDER, MAKE);
  }

  private static Results read(Path root, Path path) throws BrokenReference, IOException {
    Path file = root.relativize(path);
    try {
      JsonNode whole = JsonMapper.shared().readTree(Files.readString(path));
      List<Row> rows = new ArrayList<>();
      whole.required("rows").forEach(row -> rows.add(Row.of(row)));
      List<String> warnings = new ArrayList<>();
      whole.path("warnings").forEach(warning -> warnings.add(warning.asString()));
      return new Results(
          file, whole.required("environment"), whole.path("ceiling"), rows, warnings);
    } catch (JacksonException e) {
      throw new BrokenReference(
          file + " is not what multifetch compare writes: " + e.getOriginalMessage(), MAKE);
    }
  }

  List<Row> of(String workload) {
    return rows.stream().filter(row -> row.workload().equals(workload)).toList();
  }

  /// In the order in which they were measured.
  List<String> workloads() {
    return rows.stream().map(Row::workload).distinct().toList();
  }
}
