package dev.multifetch.results;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What each client has to do.
public enum Workload {
  /// Small bodies and no delay: shows what a request costs the CPU.
  THROUGHPUT("requests/s", 20_000, 64, "/bytes/1024", false),
  /// A delay of 50 ms each: shows which clients keep all slots busy.
  LATENCY("s", 1_000, 64, "/bytes/1024?delay=50ms", false),
  /// Ten thousand at once, a delay of one second each: shows what waiting costs.
  FAN_OUT("s", 10_000, 10_000, "/bytes/1024?delay=1s", false),
  /// Delays with a long tail, and failures.
  TAIL("s", 1_000, 64, "/bytes/1024?delay=lognormal&failures=2", false),
  /// Bodies of 1 MiB.
  LARGE("MiB/s", 500, 64, "/bytes/1048576", false),
  /// THROUGHPUT over https.
  TLS_THROUGHPUT("requests/s", 20_000, 64, "/bytes/1024", true),
  /// LATENCY over https.
  TLS_LATENCY("s", 1_000, 64, "/bytes/1024?delay=50ms", true),
  /// The first batch of a fresh JVM, as on a command line.
  COLD("s", 100, 64, "/bytes/1024", false),
  /// The time to the first outcome of a batch.
  FIRST("s", 1_000, 64, "/bytes/1024?delay=50ms", false),
  /// THROUGHPUT without keep-alive: the server ends the connection after each response.
  NO_KEEP_ALIVE("requests/s", 5_000, 64, "/bytes/1024?connection=close", false),
  /// THROUGHPUT from a hundred origins, one URL after another from the next of them.
  MANY_HOSTS("requests/s", 20_000, 64, "/bytes/1024", false),
  /// The resources of one web page, six at once, as browsers fetch them from a host over HTTP/1.1.
  PAGE("s", 71, 6, "/page?seed=1", false);

  private final String unit;
  private final int urls;
  private final int inFlight;
  private final String path;
  private final boolean secure;

  Workload(String unit, int urls, int inFlight, String path, boolean secure) {
    this.unit = unit;
    this.urls = urls;
    this.inFlight = inFlight;
    this.path = path;
    this.secure = secure;
  }

  /// What a user types, such as `fan-out`.
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The unit of the score.
  public String unit() {
    return unit;
  }

  /// Whether a higher score is the better one.
  public boolean moreIsBetter() {
    return unit.endsWith("/s");
  }

  /// How many URLs a batch has, unless the user says otherwise.
  public int urls() {
    return urls;
  }

  /// How many may be in flight, unless the user says otherwise.
  public int inFlight() {
    return inFlight;
  }

  /// Path and query at the server.
  public String path() {
    return path;
  }

  /// Whether it goes over https.
  public boolean secure() {
    return secure;
  }

  /// How many origins its URLs are spread over.
  public int hosts() {
    return this == MANY_HOSTS ? 100 : 1;
  }

  /// Whether each URL carries its number, because the server draws something for each.
  public boolean numbered() {
    return this == TAIL || this == PAGE;
  }

  public static Optional<Workload> named(String title) {
    return Arrays.stream(values()).filter(workload -> workload.title().equals(title)).findFirst();
  }
}
