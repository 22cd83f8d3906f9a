package dev.multifetch.workshop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The URLs that have no line yet. The same URL may be there several times.
final class OpenUrls {

  private final Map<String, Deque<Integer>> places = new HashMap<>();
  private final int all;
  private int left;

  OpenUrls(List<String> urls) {
    all = urls.size();
    for (String url : urls) {
      places.computeIfAbsent(url, _ -> new ArrayDeque<>()).add(left++);
    }
  }

  boolean isEmpty() {
    return left == 0;
  }

  String missing() {
    String first =
        places.entrySet().stream()
            .filter(url -> !url.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    return "your program has ended, and has printed no line for %d of its %d URLs, such as %s"
        .formatted(left, all, first);
  }

  /// The place of the next URL that is like this one.
  OptionalInt take(String url) {
    Integer place = places.getOrDefault(url, new ArrayDeque<>()).poll();
    if (place == null) {
      return OptionalInt.empty();
    }
    left--;
    return OptionalInt.of(place);
  }
}
