package dev.multifetch.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a picture is of, and what it says about it in words.
enum Scene {
  BLOCKING(
      "Blocking",
      "The main thread waits for one URL after another.",
      Map.of(Family.MAIN, "waits for each URL")),
  THREAD_POOL(
      "ThreadPool",
      "Five threads wait, each for a URL of its own.",
      Map.of(Family.MAIN, "waits for the last URL", Family.POOL, "each waits for its URL")),
  VIRTUAL_THREADS(
      "VirtualThreads",
      "Virtual threads wait; Linux sees only their carriers.",
      Map.of(Family.MAIN, "waits for a free place", Family.CARRIER, "run the virtual threads")),
  FUTURES(
      "Futures",
      "No thread waits for a URL of its own.",
      Map.of(Family.MAIN, "waits for a free place", Family.COMMON, "runs the next steps")),
  REACTIVE(
      "Reactive",
      "No thread waits for a URL of its own.",
      Map.of(Family.MAIN, "waits for the next line", Family.COMMON, "runs the next steps")),
  EVENT_LOOP(
      "EventLoop",
      "One thread serves every socket.",
      Map.of(Family.MAIN, "waits for a free place", Family.LOOP, "serves every socket")),

  BLOCKING_MODULE(
      "blocking",
      "The main thread waits for one URL after another.",
      Map.of(Family.MAIN, "waits for each URL")),
  THREAD_POOL_MODULE(
      "thread-pool",
      "Five threads wait, each for a URL of its own.",
      Map.of(Family.MAIN, "waits for the next result", Family.POOL, "each waits for its URL")),
  VIRTUAL_THREADS_MODULE(
      "virtual-threads",
      "Virtual threads wait; Linux sees only their carriers.",
      Map.of(Family.MAIN, "waits for the next result", Family.CARRIER, "run the virtual threads")),
  COMPLETABLEFUTURE_MODULE(
      "completablefuture",
      "No thread waits for a URL of its own.",
      Map.of(Family.MAIN, "waits for the next result")),
  REACTIVE_MODULE(
      "reactive",
      "No thread waits for a URL of its own.",
      Map.of(Family.MAIN, "waits for the next result")),
  NETTY_MODULE(
      "netty",
      "No thread waits for a URL of its own.",
      Map.of(Family.MAIN, "waits for the next result"));

  static final Path PICTURES = Path.of("..", "docs", "start", "pictures");

  private final String name;
  private final String lesson;

  @SuppressWarnings("ImmutableEnumChecker") // it comes from Map.of
  private final Map<Family, String> roles;

  Scene(String name, String lesson, Map<Family, String> roles) {
    this.name = name;
    this.lesson = lesson;
    this.roles = roles;
  }

  private boolean isModule() {
    return name().endsWith("_MODULE");
  }

  String title() {
    return isModule() ? "multifetch get --model " + name : name + ".java";
  }

  String summary(Timeline run) {
    return String.format(
        Locale.ROOT,
        "%d URLs, %s: %.1f s, %d connection%s",
        run.requests().size(),
        run.peak() == 1 ? "one at a time" : "five at once",
        run.total() / 1000,
        run.connections(),
        run.connections() == 1 ? "" : "s");
  }

  String lesson() {
    return lesson;
  }

  String role(Family family) {
    return roles.getOrDefault(family, family.role());
  }

  Path data() {
    return PICTURES.resolve("timelines").resolve(folder()).resolve(name + ".tsv");
  }

  Path picture() {
    return PICTURES.resolve(folder()).resolve(name + ".svg");
  }

  private String folder() {
    return isModule() ? "modules" : "";
  }

  /// The process that does it. A program is compiled first.
  ProcessBuilder process(List<String> urls) throws IOException {
    Program program = new Program(isModule() ? "dev.multifetch.cli.Multifetch" : name);
    List<String> arguments = new ArrayList<>(urls);
    if (isModule()) {
      arguments.addAll(0, List.of("get", "--quiet", "-j", "5", "--model", name));
    } else {
      program.compile();
    }
    return program.process(List.of(), arguments);
  }

  /// What a reader would type for it.
  String command() {
    return isModule() ? "./multifetch get --quiet -j 5 --model " + name : "java " + name;
  }
}
