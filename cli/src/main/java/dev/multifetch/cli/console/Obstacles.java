package dev.multifetch.cli.console;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds before a run what would spoil it minutes later.
public final class Obstacles {

  private static final int MOST_URLS = 1_000_000;
  private static final int LARGEST_BODY = 16 << 20; // the default of FetchOptions
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(20);
  private static final int OTHER_FILES = 256; // of a comparison: jars, libraries, pipes
  private static final int FILES_OF_GET = 32; // it was seen to need 17
  private static final int MOST_CONNECTIONS = 5; // for a URL in flight: its own, and idle ones
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files +([0-9]+)");
  private static final int PATIENCE_MILLIS = 5_000;

  private Obstacles() {}

  /// The first obstacle, with the option it comes from and the remedy.
  public static Optional<String> before(MeasurementPlan plan) {
    return tooFewFiles(plan, openFilesAllowed())
        .or(() -> tooMuch(plan))
        .or(() -> plan.origin().flatMap(Obstacles::silent));
  }

  /// Loads at which every client would fail, or this process.
  private static Optional<String> tooMuch(MeasurementPlan plan) {
    if (plan.urls().orElse(0) > MOST_URLS) {
      return Optional.of(
          "--urls: a batch can have at most %d, was %d"
              .formatted(MOST_URLS, plan.urls().getAsInt()));
    }
    if (plan.bodyBytes().orElse(0) > LARGEST_BODY) {
      return Optional.of(
          "--body: clients accept at most 16MiB, was %d bytes"
              .formatted(plan.bodyBytes().getAsInt()));
    }
    return plan.delay()
        .filter(delay -> delay.compareTo(LONGEST_DELAY) > 0)
        .map(
            delay ->
                "--delay: clients wait 30 s for a URL, so it can be at most %ds, was %ds"
                    .formatted(LONGEST_DELAY.toSeconds(), delay.toSeconds()));
  }

  /// @param allowed open files for each process
  public static Optional<String> tooFewFiles(MeasurementPlan plan, long allowed) {
    Workload widest =
        plan.workloads().stream()
            .max(Comparator.comparingInt(workload -> inFlight(plan, workload)))
            .orElseThrow();
    int inFlight = inFlight(plan, widest);
    return tooFewFiles(
        "--workloads: %s:".formatted(widest.title()),
        inFlight,
        (long) inFlight + OTHER_FILES,
        allowed);
  }

  /// How many URLs `get` may have in flight, whatever their hosts are.
  ///
  /// @param files how many files each URL needs besides connections
  public static long mostInFlight(int files, long allowed) {
    return (allowed - FILES_OF_GET) / (MOST_CONNECTIONS + files);
  }

  /// The same check for `get`, which fetches so many URLs at once. It refuses what is too much even
  /// if all URLs have one host.
  public static Optional<String> before(int inFlight, int files) {
    long needed = (long) inFlight * (1 + files) + FILES_OF_GET;
    return tooFewFiles("-j:", inFlight, needed, openFilesAllowed());
  }

  private static Optional<String> tooFewFiles(
      String what, int inFlight, long needed, long allowed) {
    return needed <= allowed
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s %d URLs in flight need %d open files, %d are allowed:"
                    + " run 'ulimit -n %d' before it, or choose a smaller -j",
                what,
                inFlight,
                needed,
                allowed,
                needed));
  }

  private static int inFlight(MeasurementPlan plan, Workload workload) {
    return Math.min(
        plan.inFlight().orElse(workload.inFlight()), plan.urls().orElse(workload.urls()));
  }

  /// The soft limit on open files. A JVM raises it as far as it may when it starts. Linux tells it
  /// in a file, and the JDK's own way takes longer than fetching a URL.
  public static long openFilesAllowed() {
    try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
      return limits
          .map(OPEN_FILES::matcher)
          .filter(Matcher::lookingAt)
          .findFirst()
          .map(limit -> Long.parseLong(limit.group(1)))
          .orElseGet(Obstacles::openFilesOfTheJdk);
    } catch (IOException _) {
      return openFilesOfTheJdk();
    }
  }

  private static long openFilesOfTheJdk() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static Optional<String> silent(URI origin) {
    int usual = "https".equalsIgnoreCase(origin.getScheme()) ? 443 : 80;
    int port = origin.getPort() < 0 ? usual : origin.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(origin.getHost(), port), PATIENCE_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "--origin: no server listens at %s (%s): start one there, or leave out --origin"
              .formatted(origin, Problems.reason(e)));
    }
  }
}
