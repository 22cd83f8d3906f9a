package dev.multifetch.frontier;

import dev.multifetch.http.Origin;

/// Keeps what has been read, may not begin yet and finds no room in memory, such as on a disk.
public interface Backlog {

  /// Adds behind what waits for the same origin.
  void add(Origin origin, Visit visit);

  /// Takes what has waited longest for an origin that something waits for.
  Visit next(Origin origin);
}
