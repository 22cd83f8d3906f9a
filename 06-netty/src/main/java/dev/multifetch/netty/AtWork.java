package dev.multifetch.netty;

import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The URLs at work on one loop, in the order of their start. They all have the same time-out, so
/// the first to start is the first to pass it: one alarm serves them all.
final class AtWork {

  private final EventLoop events;
  private final long timeout; // in nanoseconds
  private final SequencedSet<Call> calls = new LinkedHashSet<>();
  private boolean alarmSet;

  AtWork(EventLoop events, Duration timeout) {
    this.events = events;
    this.timeout = timeout.toNanos();
  }

  void add(Call call) {
    calls.addLast(call);
    if (!alarmSet) {
      setAlarm(timeout);
    }
  }

  void remove(Call call) {
    calls.remove(call);
  }

  /// Ends what is at work for this batch.
  void end(Batch batch, Function<UrlFetch, Done> how) {
    for (Call call : List.copyOf(calls)) { // each that ends leaves the set
      if (call.batch().equals(batch)) {
        call.end(how);
      }
    }
  }

  private void setAlarm(long nanos) {
    alarmSet = true;
    var _ = events.schedule(this::endOverdue, nanos, TimeUnit.NANOSECONDS);
  }

  private void endOverdue() {
    alarmSet = false;
    try {
      while (!calls.isEmpty() && calls.getFirst().age() >= timeout) {
        calls.getFirst().end(UrlFetch::timedOut);
      }
    } finally { // R45: what is thrown once must not be the end of all time-outs
      if (!alarmSet && !calls.isEmpty()) {
        setAlarm(Math.max(1, timeout - calls.getFirst().age()));
      }
    }
  }
}
