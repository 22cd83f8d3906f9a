package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files that the models' tests write to a folder of their modules' `target`: one for each
/// variant.
record VariantFiles(Repository repository, String folder) {

  /// The lines of each file, module by module; empty if not all of the tests have run.
  Optional<Map<String, List<String>>> read() throws IOException {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (Path module : modules()) {
      List<Path> files = files(module);
      if (files.size() != suites(module)) {
        return Optional.empty();
      }
      for (Path file : files) {
        String variant = file.getFileName().toString().replace(".tsv", "");
        variants.put(variant, Repository.lines(file));
      }
    }
    return variants.isEmpty() ? Optional.empty() : Optional.of(variants);
  }

  private List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(repository.root())) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("0[1-9]-.*"))
          .sorted()
          .toList();
    }
  }

  private List<Path> files(Path module) throws IOException {
    Path left = module.resolve("target").resolve(folder);
    if (!Files.isDirectory(left)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(left)) {
      return files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList();
    }
  }

  private int suites(Path module) {
    return repository.files(module.getFileName() + "/src/test/.*ConformanceTest\\.java").size();
  }
}
