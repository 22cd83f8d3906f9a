package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.Wish;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The URLs of one batch, and the expected outcome of each. It is made before the measurement.
final class ExpectedBatch {

  private final List<URI> urls;
  private final List<Wish> wishes; // empty: the server is not ours, so its bodies are unknown

  private ExpectedBatch(List<URI> urls, List<Wish> wishes) {
    this.urls = List.copyOf(urls);
    this.wishes = List.copyOf(wishes);
  }

  /// This many URLs with this path. If the server draws something for each URL, each URL carries
  /// its number.
  static ExpectedBatch of(URI base, String path, int count, boolean ours) {
    return of(List.of(base), path, count, ours);
  }

  /// The same, from several origins in turn.
  static ExpectedBatch of(List<URI> bases, String path, int count, boolean ours) {
    boolean drawn =
        path.contains("lognormal") || path.contains("failures=") || path.startsWith("/page");
    List<URI> urls = new ArrayList<>(count);
    List<Wish> wishes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String target = drawn ? path + "&n=" + i : path;
      urls.add(bases.get(i % bases.size()).resolve(target));
      if (ours) {
        wishes.add(drawn || i == 0 ? Wish.of(target) : wishes.getFirst());
      }
    }
    return new ExpectedBatch(urls, wishes);
  }

  List<URI> urls() {
    return urls;
  }

  /// Whether this is the expected outcome. From a server that is not ours, any answer with status
  /// 200 is.
  boolean expects(long index, int status, long bytes) {
    if (wishes.isEmpty()) {
      return status == 200;
    }
    Wish wish = wishes.get((int) index);
    return status == wish.status() && (bytes == wish.received() || wish.status() == 0);
  }

  /// How many URLs should not end with status 200.
  int failures() {
    return (int) wishes.stream().filter(wish -> wish.status() != 200).count();
  }

  /// The expected outcome in words.
  String expectation(int index) {
    if (wishes.isEmpty()) {
      return "a status of 200";
    }
    Wish wish = wishes.get(index);
    return wish.status() == 0 ? "a failure" : words(wish.status(), wish.bytes());
  }

  static String words(int status, long bytes) {
    return status == 0 ? "a failure" : "status %d with %d bytes".formatted(status, bytes);
  }

  /// No client can be faster than this: the server's delays spread over all slots, or the longest
  /// delay.
  Duration ideal(int inFlight) {
    Duration sum = Duration.ZERO;
    Duration longest = Duration.ZERO;
    for (Wish wish : wishes) {
      sum = sum.plus(wish.delay());
      longest = wish.delay().compareTo(longest) > 0 ? wish.delay() : longest;
    }
    if (!wishes.isEmpty() && longest.multipliedBy(wishes.size()).equals(sum)) { // all equal: rounds
      return longest.multipliedBy(Math.ceilDiv(wishes.size(), inFlight));
    }
    Duration spread = sum.dividedBy(inFlight);
    return spread.compareTo(longest) > 0 ? spread : longest;
  }
}
