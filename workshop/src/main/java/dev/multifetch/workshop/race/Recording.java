package dev.multifetch.workshop.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// All that happened in one race, in the order in which it became known. Any thread may add, and
/// any number of pages may read, each from its own place.
final class Recording {

  /// Where a race stands.
  enum State {
    NONE,
    PREPARING,
    RUNNING,
    OVER
  }

  /// One event of one lane.
  ///
  /// @param at milliseconds since the signal; 0 before it
  record Entry(String lane, double at, Event event) {}

  /// What a page has not seen yet.
  ///
  /// @param race the race's number
  /// @param now milliseconds since the signal; when the race is over, how long it took
  /// @param from the place of the first entry
  record Part(
      int race, Settings settings, State state, double now, int from, List<Entry> entries) {}

  private final int race;
  private final Settings settings;
  private final List<Entry> entries = new ArrayList<>();
  private State state;
  private long signal;
  private long end;

  private Recording(int race, Settings settings, State state) {
    this.race = race;
    this.settings = settings;
    this.state = state;
  }

  /// There was no race yet.
  static Recording none() {
    return new Recording(0, Settings.DEFAULTS, State.NONE);
  }

  Recording next(Settings settings) {
    return new Recording(race + 1, settings, State.PREPARING);
  }

  int race() {
    return race;
  }

  synchronized State state() {
    return state;
  }

  synchronized boolean isOn() {
    return state == State.PREPARING || state == State.RUNNING;
  }

  synchronized void begin() {
    signal = System.nanoTime();
    state = State.RUNNING;
    notifyAll();
  }

  synchronized void end() {
    end = System.nanoTime();
    signal = state == State.RUNNING ? signal : end; // it may not have begun
    state = State.OVER;
    notifyAll();
  }

  synchronized void add(String lane, Event event) {
    entries.add(new Entry(lane, now(), event));
    notifyAll();
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// What came after this place. If nothing did, it waits, but not longer than this.
  synchronized Part from(int place, Duration patience) throws InterruptedException {
    if (place == entries.size()) {
      TimeUnit.NANOSECONDS.timedWait(this, patience.toNanos());
    }
    List<Entry> rest = List.copyOf(entries.subList(place, entries.size()));
    return new Part(race, settings, state, now(), place, rest);
  }

  private double now() {
    return switch (state) {
      case NONE, PREPARING -> 0;
      case RUNNING -> (System.nanoTime() - signal) / 1e6;
      case OVER -> (end - signal) / 1e6;
    };
  }
}
