package dev.multifetch.conformance.rules;

import dev.multifetch.Politeness;
import java.time.Duration;

/// Builds a [Politeness] for a test, which limits nothing but what the test names.
final class Polite {

  private static final Duration LONG = Duration.ofMinutes(2); // no test lasts so long

  private int perOrigin = Integer.MAX_VALUE;
  private Duration delay = Duration.ZERO;
  private Duration interval = Duration.ZERO;
  private int attempts = 1;
  private Duration longestPause = LONG;
  private Duration retryTime = LONG;

  Polite perOrigin(int value) {
    perOrigin = value;
    return this;
  }

  Polite delay(Duration value) {
    delay = value;
    return this;
  }

  Polite interval(Duration value) {
    interval = value;
    return this;
  }

  Polite attempts(int value) {
    attempts = value;
    return this;
  }

  Polite longestPause(Duration value) {
    longestPause = value;
    return this;
  }

  Polite retryTime(Duration value) {
    retryTime = value;
    return this;
  }

  Politeness build() {
    return new Politeness(perOrigin, delay, interval, attempts, longestPause, retryTime);
  }
}
