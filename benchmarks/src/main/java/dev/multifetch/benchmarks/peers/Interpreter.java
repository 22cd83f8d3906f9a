package dev.multifetch.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the program that runs a source file.
@FunctionalInterface
interface Interpreter {

  /// The first words of a command that runs the source; empty if the interpreter is not installed.
  Optional<List<String>> command(String source) throws IOException, InterruptedException;

  /// A Python 3 that has this module. The first Python on the path may lack the modules of the
  /// system's Python.
  static Interpreter python(String module) {
    return source -> {
      for (String python : List.of("python3", "/usr/bin/python3")) {
        if (Command.works(python, "-c", "import " + module)) {
          return Optional.of(List.of(python, source));
        }
      }
      return Optional.empty();
    };
  }

  /// A Node that has `fetch`, so 18 or later.
  static Interpreter node() {
    return source ->
        Command.works("node", "-e", "fetch.name")
            ? Optional.of(List.of("node", source))
            : Optional.empty();
  }

  /// Compiles with Go, once, without network.
  static Interpreter go() {
    return source -> {
      Path binary = Workshop.folder().resolve(source.replace(".go", ""));
      if (!Files.exists(binary)) {
        if (!Command.works("go", "version")) {
          return Optional.empty();
        }
        compile(source, binary);
      }
      return Optional.of(List.of(binary.toString()));
    };
  }

  private static void compile(String source, Path binary) throws IOException, InterruptedException {
    String cache = Workshop.folder().resolve("go-cache").toString();
    Command.Printed _ =
        Command.run(
                List.of("go", "build", "-o", binary.toString(), source),
                Map.of("GOCACHE", cache, "GOPROXY", "off", "GOTOOLCHAIN", "local", "GOFLAGS", ""),
                Duration.ofMinutes(3))
            .orThrow();
  }
}
