package dev.multifetch.cluster;

import static java.util.stream.Collectors.toSet;

import dev.multifetch.cli.get.files.SavedResults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A crawl and its workers, each in a process of its own, and what they saved.
final class Team implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]+)\"");

  private final Path folder;
  private final Machines machines;
  private final List<String> places = new ArrayList<>();
  private final List<MemberProcess> workers = new ArrayList<>();
  private final List<String> options;
  private MemberProcess crawl;

  /// Starts the workers, and then the crawl.
  ///
  /// @param members how many there are, the crawl among them
  /// @param reserve how many places more other members may take later
  Team(Path folder, List<String> urls, int members, int reserve, String... options)
      throws IOException, InterruptedException {
    this(folder, urls, Machines.LOOPBACK, members, reserve, options);
  }

  Team(
      Path folder,
      List<String> urls,
      Machines machines,
      int members,
      int reserve,
      String... options)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.machines = machines;
    this.options = List.of(options);
    Files.write(folder.resolve("urls"), urls);
    for (int i = 0; i < members + reserve; i++) {
      places.add(machines.place(i));
    }
    for (int i = 1; i < members; i++) {
      startWorker(i).awaitOutput("is ready"); // the first of them coordinates
    }
    crawl = startCrawl(members);
  }

  MemberProcess startWorker(int place) throws IOException {
    MemberProcess worker =
        MemberProcess.start(
            folder,
            machines.runner(place),
            "worker",
            "--listen",
            places.get(place),
            "--join",
            String.join(",", places));
    workers.add(worker);
    return worker;
  }

  MemberProcess startCrawl(int members) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("crawl", "-i", "urls", "--output-dir", "out"));
    if (members > 1) {
      arguments.addAll(List.of("--listen", places.getFirst(), "--join", String.join(",", places)));
      arguments.addAll(List.of("--members", "" + members));
    }
    arguments.addAll(options);
    crawl = MemberProcess.start(folder, machines.runner(0), arguments.toArray(String[]::new));
    return crawl;
  }

  MemberProcess crawl() {
    return crawl;
  }

  MemberProcess worker(int number) {
    return workers.get(number);
  }

  /// The lines that all members saved.
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : ledgers()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  /// Cuts the last line of a ledger, as a power failure may.
  void tear() throws IOException {
    Path ledger = ledgers().getFirst();
    try (var file = FileChannel.open(ledger, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 20);
    }
  }

  private List<Path> ledgers() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return files.filter(f -> f.endsWith(SavedResults.FILE)).sorted().toList();
    }
  }

  /// The URLs that have a line.
  Set<String> saved() throws IOException {
    return lines().stream()
        .map(URL::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(toSet());
  }

  @Override
  public void close() throws InterruptedException {
    crawl.close();
    for (MemberProcess worker : workers) {
      worker.close();
    }
  }
}
