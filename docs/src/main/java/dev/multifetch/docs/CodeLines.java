package dev.multifetch.docs;

import java.nio.file.Path;
import java.util.List;

/// Counts lines of code: no blank lines, no comments, no imports and no package names.
record CodeLines(Repository repository) {

  private static final String SHARED = "(00-contract|clients/shared)/src/main/.*\\.java";
  private static final String BLOCKING =
      "clients/blocking/src/main/.*/client/blocking/(apache/)?[^/]*\\.java"; // with Apache, not
  // OkHttp
  private static final String EVENT_LOOP = "clients/eventloop/src/main/.*\\.java";

  /// The parts of a model.
  record Parts(int model, int client, int shared) {

    int all() {
      return model + client + shared;
    }
  }

  int program(String name) {
    return count("docs/start/" + name + "\\.java");
  }

  /// The lines of the module, of the client below it, and of the code that all modules share.
  Parts module(String module) {
    String client = module.matches("0[1-3]-.*") ? BLOCKING : EVENT_LOOP;
    return new Parts(count(module + "/src/main/.*\\.java"), count(client), count(SHARED));
  }

  private int count(String files) {
    int count = 0;
    for (Path file : repository.files(files)) {
      count += of(Repository.lines(repository.root().resolve(file)));
    }
    return count;
  }

  static int of(List<String> lines) {
    int count = 0;
    boolean comment = false;
    for (String line : lines) {
      String text = line.strip();
      comment |= text.startsWith("/*");
      if (!comment && !text.isEmpty() && !text.matches("(//|import |package ).*")) {
        count++;
      }
      comment &= !text.endsWith("*/");
    }
    return count;
  }
}
