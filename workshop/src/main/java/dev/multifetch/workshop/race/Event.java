package dev.multifetch.workshop.race;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.util.Locale;

/// What happens in a lane. The lane's process says most of it, and the server says what it saw.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "ready", value = Event.Ready.class),
  @JsonSubTypes.Type(name = "began", value = Event.Began.class),
  @JsonSubTypes.Type(name = "ended", value = Event.Ended.class),
  @JsonSubTypes.Type(name = "sample", value = Event.Sample.class),
  @JsonSubTypes.Type(name = "done", value = Event.Done.class),
  @JsonSubTypes.Type(name = "asked", value = Event.Asked.class),
  @JsonSubTypes.Type(name = "seen", value = Event.Seen.class)
})
sealed interface Event {

  /// The lane is warm, and waits for the signal.
  ///
  /// @param threads the threads of its JVM before it opened a fetcher
  /// @param counted who counts the threads, such as `/proc/self/task`
  record Ready(int threads, String counted) implements Event {}

  /// The lane called the fetcher. Its times count from here.
  record Began() implements Event {}

  /// A URL has its outcome.
  ///
  /// @param n the URL's number, from 0
  /// @param started in milliseconds, as the other times
  /// @param firstByte negative if none came
  /// @param kind `answered`, `status 500`, or the kind of failure, such as `connection lost`
  record Ended(int n, double started, double firstByte, double finished, String kind)
      implements Event {

    static Ended of(Outcome outcome) {
      Timing timing = outcome.timing();
      String kind =
          switch (outcome) {
            case Fetched fetched when fetched.status() >= 400 -> "status " + fetched.status();
            case Fetched _ -> "answered";
            case Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
          };
      return new Ended(
          Math.toIntExact(outcome.index()),
          timing.started() / 1e6,
          timing.firstByte() / 1e6,
          timing.finished() / 1e6,
          kind);
    }
  }

  /// What the lane uses now.
  ///
  /// @param threads platform threads that work for the fetcher: the caller's, and all that the JVM
  ///   did not have before
  /// @param heap in bytes
  record Sample(int threads, long heap) implements Event {}

  /// The lane has ended.
  ///
  /// @param reason empty if the fetcher came to its end
  record Done(String reason) implements Event {}

  /// A request came to the server.
  ///
  /// @param n the URL's number, from 0
  record Asked(int n) implements Event {}

  /// What the server saw of the lane until now.
  record Seen(int requests, int inFlight, int peak, int connections) implements Event {}
}
