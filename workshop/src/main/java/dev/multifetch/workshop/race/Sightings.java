package dev.multifetch.workshop.race;

import java.util.HashSet;
import java.util.Set;

/// What the server sees of one lane in one race. Any thread may use it.
final class Sightings {

  private final Set<Object> connections = new HashSet<>(); // that carried a request
  private final Set<Object> inFlight = new HashSet<>(); // connections whose request is not answered
  private int requests;
  private int peak;

  synchronized void asked(Object connection) {
    requests++;
    connections.add(connection);
    inFlight.add(connection);
    peak = Math.max(peak, inFlight.size());
  }

  /// Does nothing if the request was answered before.
  synchronized void answered(Object connection) {
    inFlight.remove(connection);
  }

  synchronized Event.Seen seen() {
    return new Event.Seen(requests, inFlight.size(), peak, connections.size());
  }
}
