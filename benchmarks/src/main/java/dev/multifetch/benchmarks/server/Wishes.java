package dev.multifetch.benchmarks.server;

import java.util.HashMap;
import java.util.Map;

/// Keeps each wish by its path and query, because reading a wish costs more than answering it. Use
/// this on one thread.
final class Wishes {

  private static final int REMEMBERED = 100_000;

  private final Map<String, Wish> byTarget = new HashMap<>();

  /// @throws IllegalArgumentException if a value is wrong; the message names it
  Wish of(String target) {
    Wish known = byTarget.get(target);
    if (known != null) {
      return known;
    }
    if (byTarget.size() == REMEMBERED) {
      byTarget.clear();
    }
    Wish wish = Wish.of(target);
    byTarget.put(target, wish);
    return wish;
  }
}
