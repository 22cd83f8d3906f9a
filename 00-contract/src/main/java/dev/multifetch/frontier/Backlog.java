package dev.multifetch.frontier;

import dev.multifetch.http.Origin;

/// Keeps URLs that have been read, may not begin yet and find no room in memory, for example on a
/// disk.
public interface Backlog {

  /// Adds a URL at the end of its origin's queue.
  void add(Origin origin, Visit visit);

  /// Takes the URL that has waited longest for this origin. There must be one.
  Visit next(Origin origin);
}
