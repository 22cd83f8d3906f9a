package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The most that the server can give. It is measured with a client that only sends requests, on the
/// same core and with as many connections as the clients that are measured after it.
final class Ceiling {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern ERRORS =
      Pattern.compile("Non-2xx or 3xx responses: .*|Socket errors: .*[1-9].*");

  private Ceiling() {}

  /// Measures with `wrk` if that is installed, else with our own small loop, which has no https.
  ///
  /// @return one score for each measurement, in the workload's unit; none if it cannot be measured
  static List<Double> measure(URI base, Load load, int times, Duration each)
      throws IOException, InterruptedException {
    URI url = base.resolve(load.path());
    boolean wrk = wrkIsInstalled();
    if (!wrk && load.workload().secure()) {
      return List.of();
    }
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      double requests = once(wrk, url, load, each);
      scores.add(load.workload() == Workload.LARGE ? mebibytes(requests, load) : requests);
    }
    return scores;
  }

  private static double once(boolean wrk, URI url, Load load, Duration time)
      throws IOException, InterruptedException {
    return wrk ? wrk(url, load.inFlight(), time) : RawLoad.measure(url, load.inFlight(), time);
  }

  /// The path says how long a body is.
  static double mebibytes(double requests, Load load) {
    String length = load.path().replaceFirst("^/bytes/([0-9]+).*", "$1");
    return requests * Long.parseLong(length) / (1 << 20);
  }

  private static double wrk(URI url, int connections, Duration time)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "wrk",
            "-t1",
            "-c" + connections,
            "-d" + Math.max(1, time.toSeconds()) + "s",
            url.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return rate(said)
        .orElseThrow(() -> new IOException("wrk failed on " + url + ": " + said.strip()));
  }

  /// Reads wrk's output; empty unless all requests went well.
  static Optional<Double> rate(String said) {
    Matcher rate = RATE.matcher(said);
    return rate.find() && Double.parseDouble(rate.group(1)) > 0 && !ERRORS.matcher(said).find()
        ? Optional.of(Double.parseDouble(rate.group(1)))
        : Optional.empty();
  }

  private static boolean wrkIsInstalled() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(5, TimeUnit.SECONDS); // wrk -v exits with 1
    } catch (IOException e) {
      return false;
    }
  }
}
