package dev.multifetch.benchmarks.server;

import java.util.HashMap;
import java.util.Map;

/// Wishes by what asks for them, since to read one costs more than to answer it. To be used on one
/// thread.
final class Wishes {

  private static final int REMEMBERED = 100_000;

  private final Map<String, Wish> byTarget = new HashMap<>();

  /// @throws IllegalArgumentException naming what cannot be as it is
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
