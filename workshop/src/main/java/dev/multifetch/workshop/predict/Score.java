package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;

/// How near a prediction was.
///
/// @param nearness in a word
/// @param points from 0 to [#MOST]
record Score(Nearness nearness, int points) {

  /// The points of a hit.
  static final int MOST = 10;

  /// The rule, for people.
  static final String RULE =
      "A hit is 10 points; off by a factor of two, 5; by a factor of four or more, 0.";

  private static final double SLACK = 1.15; // a time that is 15 % off is a hit: so much is noise

  /// How near, in a word.
  enum Nearness {
    EXACT,
    NEAR,
    OFF;

    String words() {
      return switch (this) {
        case EXACT -> "exact";
        case NEAR -> "near";
        case OFF -> "off";
      };
    }
  }

  /// Compares a prediction with what was measured.
  static Score of(Topic topic, Answer predicted, Measured measured) {
    return switch (predicted) {
      case Time(Duration time) -> ofTime(time, measured.lesson().expected(), measured.makespan());
      case Count(long number) -> ofCount(number, ((Count) measured.answer(topic)).number());
      case Order order -> ofOrder(order, measured);
      case AtFailure what -> ofChoice(what == measured.answer(topic));
    };
  }

  /// A time is a hit between what the formula says and what the server measured: what is between
  /// them is the machine's work, which nobody can predict.
  static Score ofTime(Duration predicted, Duration formula, Duration measured) {
    long least = Math.min(formula.toNanos(), measured.toNanos());
    long most = Math.max(formula.toNanos(), measured.toNanos());
    double factor = factor(predicted.toNanos(), Math.clamp(predicted.toNanos(), least, most));
    return factor <= SLACK ? new Score(Nearness.EXACT, MOST) : of(factor);
  }

  static Score ofCount(long predicted, long measured) {
    return predicted == measured
        ? new Score(Nearness.EXACT, MOST)
        : of(factor(predicted, measured));
  }

  /// Of URLs that end at nearly the same time, any may be first: there, no telling is right too.
  private static Score ofOrder(Order predicted, Measured measured) {
    boolean oneByOne = measured.lesson().inFlight() == 1; // then both orders are the same
    return ofChoice(
        switch (predicted) {
          case LISTED -> measured.answer(Topic.ORDER) == Order.LISTED;
          case BY_END -> true; // the contract promises it
          case NO_TELLING -> !oneByOne && !measured.lesson().hasSlowFirst();
        });
  }

  private static Score ofChoice(boolean right) {
    return right ? new Score(Nearness.EXACT, MOST) : new Score(Nearness.OFF, 0);
  }

  /// How many times the larger is the smaller.
  private static double factor(long one, long other) {
    if (one == other) {
      return 1;
    }
    long smaller = Math.min(one, other);
    return smaller <= 0 ? Double.POSITIVE_INFINITY : (double) Math.max(one, other) / smaller;
  }

  private static Score of(double factor) {
    double doublings = Math.log(factor) / Math.log(2);
    int points = (int) Math.round(Math.max(0, MOST * (1 - doublings / 2)));
    return new Score(factor <= 2 ? Nearness.NEAR : Nearness.OFF, Math.min(points, MOST - 1));
  }
}
