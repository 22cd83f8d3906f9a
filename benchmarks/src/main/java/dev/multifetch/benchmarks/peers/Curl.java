package dev.multifetch.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `curl --parallel`, a process for each batch: the figures include its start, about ten
/// milliseconds.
record Curl(String executable) implements Program {

  private static final int MOST = 300; // it turns larger numbers into 50

  @Override
  public String name() {
    return "curl-parallel";
  }

  @Override
  public String model() {
    return "event loop";
  }

  @Override
  public String transport() {
    return "curl";
  }

  @Override
  public String install() {
    return "apt-get install curl";
  }

  @Override
  public int concurrency(int inFlight) {
    return Math.min(inFlight, MOST);
  }

  @Override
  public List<Lap> laps(Errand errand) throws IOException, InterruptedException {
    if (!Command.works(executable, "--version")) {
      throw new NotInstalledException(install());
    }
    Path list = Files.writeString(Workshop.folder().resolve("curl.config"), config(errand));
    List<String> words = new ArrayList<>();
    boolean timed = Command.works("/usr/bin/time", "-f", "%U", "true");
    if (timed) {
      words.addAll(List.of("/usr/bin/time", "-f", "%U %S %M"));
    }
    words.addAll(List.of(executable, "--disable", "--parallel", "--parallel-immediate"));
    words.addAll(List.of("--parallel-max", Integer.toString(concurrency(errand.inFlight()))));
    words.addAll(List.of("--http1.1", "--silent", "--config", list.toString()));
    List<Lap> laps = new ArrayList<>();
    for (int i = 0; i < errand.warmUps() + errand.repeats(); i++) {
      laps.add(oneProcess(words, errand, timed));
    }
    return laps;
  }

  private static String config(Errand errand) {
    String url = errand.url().toString();
    String mark = url.contains("?") ? "&" : "?";
    StringBuilder config =
        new StringBuilder("write-out = \"%{exitcode} %{http_code} %{size_download}\\n\"\n");
    for (int i = 0; i < errand.urls(); i++) {
      String target = errand.numbered() ? url + mark + "n=" + i : url;
      config.append("url = \"").append(target).append("\"\noutput = \"/dev/null\"\n");
    }
    return config.toString();
  }

  private static Lap oneProcess(List<String> words, Errand errand, boolean timed)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Command.Printed printed =
        Command.run(Program.bound(errand, words), Program.environment(errand), errand.patience());
    double seconds = (System.nanoTime() - began) / 1e9;
    long ok = 0;
    long bytes = 0;
    List<String> lines = printed.output().lines().toList();
    if (lines.size() != errand.urls()) {
      throw new IOException("it told of %d of %d URLs".formatted(lines.size(), errand.urls()));
    }
    for (String line : lines) {
      if (line.startsWith("0 200 ")) {
        ok++;
        bytes += Long.parseLong(line.substring("0 200 ".length()));
      }
    }
    String[] used = timed ? lastWords(printed.errors()) : new String[] {"NaN", "NaN", "NaN"};
    return new Lap(
        ok,
        errand.urls() - ok,
        bytes,
        seconds,
        Double.parseDouble(used[0]) + Double.parseDouble(used[1]),
        Double.parseDouble(used[2]));
  }

  private static String[] lastWords(String errors) throws IOException {
    String last = errors.strip().lines().reduce("", (_, line) -> line);
    if (!last.matches("[0-9.]+ [0-9.]+ [0-9]+")) {
      throw new IOException("it ended with: " + Command.shortened(last));
    }
    return last.split(" ");
  }
}
