package dev.multifetch.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One real run: what the server saw, and what the threads of the process did meanwhile. All times
/// are in ms since the first request.
///
/// @param about the run, a line each: command, JDK, machine, date
record Timeline(List<String> about, List<Request> requests, List<Life> threads) {

  /// @param url from 1 on
  /// @param connection from 1 on, in the order of their first requests
  record Request(int url, int connection, double begun, double answered) {}

  /// The life of a thread.
  ///
  /// @param name as Java has it
  /// @param first when it was first seen, which may be before the first request
  /// @param last when it was last seen
  record Life(String name, double first, double last, List<Ran> ran) {}

  /// @param share of this time that the thread had a processor, in percent
  record Ran(double from, double to, double share) {}

  double total() {
    return requests.stream().mapToDouble(Request::answered).max().orElseThrow();
  }

  List<Request> on(int connection) {
    return requests.stream().filter(request -> request.connection() == connection).toList();
  }

  long connections() {
    return requests.stream().mapToInt(Request::connection).distinct().count();
  }

  /// The most requests that were with the server at once.
  long peak() {
    return requests.stream().mapToLong(this::withTheServerAtStartOf).max().orElseThrow();
  }

  private long withTheServerAtStartOf(Request request) {
    return requests.stream()
        .filter(other -> other.begun() <= request.begun() && request.begun() < other.answered())
        .count();
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    about.forEach(line -> lines.add("# " + line));
    for (Request r : requests) {
      lines.add(
          row("request\t%d\t%d\t%.1f\t%.1f", r.url(), r.connection(), r.begun(), r.answered()));
    }
    for (Life thread : threads) {
      lines.add(row("thread\t%s\t%.1f\t%.1f", thread.name(), thread.first(), thread.last()));
      for (Ran ran : thread.ran()) {
        lines.add(row("ran\t%.1f\t%.1f\t%.1f", ran.from(), ran.to(), ran.share()));
      }
    }
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotations of Error Prone on the class path
  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells);
  }

  static Timeline read(Path file) throws IOException {
    Timeline timeline = new Timeline(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String line : Files.readAllLines(file)) {
      timeline.add(line.split("\t"));
    }
    return timeline;
  }

  private void add(String[] cells) {
    switch (cells[0]) {
      case "request" ->
          requests.add(
              new Request(
                  Integer.parseInt(cells[1]),
                  Integer.parseInt(cells[2]),
                  Double.parseDouble(cells[3]),
                  Double.parseDouble(cells[4])));
      case "thread" ->
          threads.add(
              new Life(
                  cells[1],
                  Double.parseDouble(cells[2]),
                  Double.parseDouble(cells[3]),
                  new ArrayList<>()));
      case "ran" ->
          threads
              .getLast()
              .ran()
              .add(
                  new Ran(
                      Double.parseDouble(cells[1]),
                      Double.parseDouble(cells[2]),
                      Double.parseDouble(cells[3])));
      default -> about.add(cells[0].substring(2));
    }
  }
}
