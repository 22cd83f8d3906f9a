package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `wrk`, which understands only as much HTTP as it must, and fetches one URL for some seconds. It
/// shows how much faster a client could be. It has no batches, so it is measured only in workloads
/// with a rate.
///
/// @param executable its name on the path
/// @param seconds how long one measurement takes
record Wrk(String executable, int seconds) implements Program {

  private static final Pattern TOTAL =
      Pattern.compile("(\\d+) requests in [^,]+, ([0-9.]+)([KMG]?)B read");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern UNEXPECTED =
      Pattern.compile("Non-2xx or 3xx responses: (\\d+)|(?:connect|read|write|timeout) (\\d+)");

  @Override
  public String name() {
    return "wrk";
  }

  @Override
  public String model() {
    return "event loop";
  }

  @Override
  public String transport() {
    return "wrk";
  }

  @Override
  public String install() {
    return "apt-get install wrk";
  }

  @Override
  public Track track() {
    return Track.CEILING;
  }

  @Override
  public boolean suits(Workload workload) {
    return workload.moreIsBetter() && workload.hosts() == 1;
  }

  @Override
  public long unexpected(Lap lap, Errand errand) {
    return lap.failed();
  }

  @Override
  public List<Lap> laps(Errand errand) throws IOException, InterruptedException {
    if (!Command.works("sh", "-c", "command -v \"$0\"", executable)) { // wrk -v fails
      throw new NotInstalledException(install());
    }
    List<String> words =
        List.of(
            executable,
            "-t1",
            "-c" + errand.inFlight(),
            "-d" + seconds + "s",
            "--timeout",
            "30s",
            errand.url().toString());
    List<Lap> laps = new ArrayList<>();
    for (int i = 0; i < errand.warmUps() + errand.repeats(); i++) {
      laps.add(
          parse(
              Command.run(
                      Program.bound(errand, words), Program.environment(errand), errand.patience())
                  .orThrow()
                  .output()));
    }
    return laps;
  }

  static Lap parse(String output) throws IOException {
    Matcher total = TOTAL.matcher(output);
    Matcher rate = RATE.matcher(output);
    if (!total.find() || !rate.find()) {
      throw new IOException("it printed \"" + Command.shortened(output) + "\"");
    }
    long requests = Long.parseLong(total.group(1));
    long failed = 0;
    for (Matcher each = UNEXPECTED.matcher(output); each.find(); ) {
      failed += Long.parseLong(each.group(1) != null ? each.group(1) : each.group(2));
    }
    if (requests == 0) {
      throw new IOException("not one request was answered");
    }
    double bytes = Double.parseDouble(total.group(2)) * unit(total.group(3));
    double took = requests / Double.parseDouble(rate.group(1)); // more digits than it prints
    return new Lap(
        Math.max(0, requests - failed), failed, (long) bytes, took, Double.NaN, Double.NaN);
  }

  private static long unit(String prefix) {
    return 1L << (10 * " KMG".indexOf(prefix.isEmpty() ? " " : prefix));
  }
}
