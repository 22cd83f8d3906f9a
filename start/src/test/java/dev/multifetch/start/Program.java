package dev.multifetch.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// A program of `docs/start`, compiled once, and run as a process of its own.
///
/// @param name of its file, without `.java`, with the folders below `docs/start` that it is in
record Program(String name) {

  private static final Path FOLDER = Path.of("..", "docs", "start");
  private static final Path CLASSES = // of this process: test classes run two at a time
      Path.of("target", "programs", Long.toString(ProcessHandle.current().pid()));
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final List<String> PREVIEW = List.of("--enable-preview");

  /// The programs of the six models, in the order of the chapters, and the one that looks ahead.
  static List<Program> all() {
    return List.of(
            "Blocking",
            "ThreadPool",
            "VirtualThreads",
            "Futures",
            "Reactive",
            "EventLoop",
            "StructuredConcurrency")
        .stream()
        .map(Program::new)
        .toList();
  }

  /// The same with other clients: what differs is the lesson.
  static List<Program> withOtherClients() {
    return List.of("ApacheBlocking", "ApacheFutures", "OkHttpBlocking", "OkHttpCallbacks").stream()
        .map(name -> new Program("clients/" + name))
        .toList();
  }

  Path source() {
    return FOLDER.resolve(name + ".java");
  }

  boolean usesPreview() {
    return name.equals("StructuredConcurrency");
  }

  /// Compiles it. A warning counts as an error.
  void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-Xlint:all,-path,-preview", "-Werror", "--release", "25"));
    if (usesPreview()) {
      arguments.addAll(PREVIEW);
    }
    Files.createDirectories(CLASSES);
    arguments.addAll(List.of("-cp", CLASS_PATH, "-d", CLASSES.toString(), source().toString()));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError(name + " does not compile:\n" + said);
    }
  }

  /// Starts it with these arguments, most of them URLs. It must have been compiled.
  ///
  /// @param options for the JVM
  ProcessBuilder process(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    if (usesPreview()) {
      command.addAll(PREVIEW);
    }
    command.addAll(options);
    command.addAll(List.of("-cp", CLASSES + System.getProperty("path.separator") + CLASS_PATH));
    command.add(name.substring(name.lastIndexOf('/') + 1));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  @Override
  public String toString() {
    return name;
  }
}
