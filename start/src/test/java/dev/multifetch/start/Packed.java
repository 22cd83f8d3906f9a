package dev.multifetch.start;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// The programs and their copies in one jar. A copy fetches one URL at a time: in its source, 1
/// stands in the place of 5.
final class Packed {

  private static final Path FOLDER = Path.of("target", "scorecard-programs");
  private static final int PATIENCE = 120; // seconds
  private static final String COPY = "OneAtATime";
  private static final String LIBRARIES =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> entry.matches(".*(netty|rxjava|reactive-streams)-[^/\\\\]*\\.jar"))
          .collect(Collectors.joining(File.pathSeparator));

  private Packed() {}

  static Path folder() {
    return FOLDER;
  }

  static void all() throws IOException {
    Path classes = Files.createDirectories(FOLDER.resolve("classes"));
    for (Program program : Program.all()) {
      String source = Files.readString(program.source());
      String copied = source.replace("atOnce = 5;", "atOnce = 1;");
      compile(program, program.name(), source, classes);
      compile(program, program.name() + COPY, copied, classes);
    }
    run("jar", "--create", "--file", jar(), "-C", classes.toString(), ".");
  }

  /// Runs a program once, so that later runs of it, and of programs like it, find their classes
  /// prepared. That halves the time they take to start.
  static void train(Program program, List<String> optionsAndUrls) throws Exception {
    List<String> more = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + archive(program)));
    more.addAll(optionsAndUrls);
    ProcessBuilder builder = process(program, false, more);
    builder.command().removeIf(word -> word.startsWith("-XX:SharedArchiveFile="));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        throw new IllegalStateException(program + " did not end in " + PATIENCE + " seconds");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /// All that stand on the JDK's client share one. Where the JVM cannot use it, it goes without.
  private static Path archive(Program program) {
    return FOLDER.resolve((program.name().equals("EventLoop") ? "netty" : "jdk") + ".jsa");
  }

  private static void compile(Program program, String name, String text, Path classes)
      throws IOException {
    Path source = Files.writeString(FOLDER.resolve(name + ".java"), text);
    List<String> arguments =
        new ArrayList<>(List.of("-nowarn", "--release", "25", "-cp", LIBRARIES));
    if (program.usesPreview()) {
      arguments.addAll(List.of("--enable-preview", "-Xlint:-preview"));
    }
    arguments.addAll(List.of("-d", classes.toString(), source.toString()));
    run("javac", arguments.toArray(String[]::new));
  }

  private static void run(String tool, String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    if (ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments) != 0) {
      throw new AssertionError(said.toString());
    }
  }

  private static String jar() {
    return FOLDER.resolve("programs.jar").toString();
  }

  /// Starts a program, or its copy, with little memory, and so that its end shows when that is used
  /// up.
  static ProcessBuilder process(Program program, boolean copy, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-XX:SharedArchiveFile=" + archive(program), "-Xlog:disable"));
    command.addAll(List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    if (program.usesPreview()) {
      command.add("--enable-preview");
    }
    int options = (int) more.stream().takeWhile(word -> word.startsWith("-")).count();
    command.addAll(more.subList(0, options));
    command.addAll(List.of("-cp", jar() + File.pathSeparator + LIBRARIES));
    command.add(program.name() + (copy ? COPY : ""));
    command.addAll(more.subList(options, more.size()));
    return new ProcessBuilder(command);
  }
}
