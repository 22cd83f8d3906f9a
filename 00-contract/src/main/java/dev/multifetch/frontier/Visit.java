package dev.multifetch.frontier;

import dev.multifetch.http.Origin;
import java.net.URI;
import java.util.Optional;

/// One attempt at one URL of a list.
///
/// @param index the URL's place in the list, from 0
/// @param attempt from 1
/// @param firstBegun when the first attempt began, in nanoseconds of the frontier's clock
/// @param onwardAt the origin at which the attempt goes on, after a redirect
public record Visit(long index, URI url, int attempt, long firstBegun, Optional<Origin> onwardAt) {

  /// The first attempt at a URL, which has not begun.
  public static Visit first(long index, URI url) {
    return new Visit(index, url, 1, 0, Optional.empty());
  }

  Visit begunAt(long now) {
    return attempt == 1 && onwardAt.isEmpty()
        ? new Visit(index, url, attempt, now, onwardAt)
        : this;
  }

  Visit again() {
    return new Visit(index, url, attempt + 1, firstBegun, Optional.empty());
  }

  Visit onwardAt(Origin origin) {
    return new Visit(index, url, attempt, firstBegun, Optional.of(origin));
  }
}
