package dev.multifetch.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A twin of a program, in Python: `docs/start/python`.
///
/// @param name of its file, without `.py`
record PythonProgram(String name) {

  private static final Path FOLDER = Path.of("..", "docs", "start", "python");

  static List<PythonProgram> all() {
    return List.of("blocking", "threads", "asynchronous").stream().map(PythonProgram::new).toList();
  }

  /// A Python 3 with the libraries of these programs. The first on the path may lack them.
  static Optional<String> interpreter() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        var asks = new ProcessBuilder(python, "-c", "import requests, aiohttp");
        asks.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        asks.redirectError(ProcessBuilder.Redirect.DISCARD);
        if (asks.start().waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException _) { // there is no such program
      }
    }
    return Optional.empty();
  }

  ProcessBuilder process(String interpreter, List<String> urls) {
    List<String> command = new ArrayList<>(List.of(interpreter, "-u")); // -u: prints at once
    command.add(FOLDER.resolve(name + ".py").toString());
    command.addAll(urls);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("no_proxy", "*"); // requests would ask the proxy for the loopback
    process.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return process;
  }

  @Override
  public String toString() {
    return "python/" + name;
  }
}
