package dev.multifetch.frontier;

import dev.multifetch.http.Origin;
import java.util.ArrayDeque;
import java.util.Queue;

/// What is known of one origin: what waits for it, how much is at work there, and until when it is
/// left alone.
final class OriginQueue {

  /// So many URLs of an origin may wait for another attempt before no new ones begin there.
  private static final int MOST_RETRIES = 64;

  final Origin origin;
  final Queue<Visit> begunBefore = new ArrayDeque<>(); // these go first
  final Queue<Visit> waiting = new ArrayDeque<>();
  long inBacklog; // these come after what waits here
  int retriesToCome;
  int atWork;
  long closedUntil = Long.MIN_VALUE;
  boolean listed; // among those that may begin something, now or at a time that is known

  OriginQueue(Origin origin) {
    this.origin = origin;
  }

  /// Whether there is something to begin, once time and the cap allow it.
  boolean hasNext() {
    return !begunBefore.isEmpty()
        || (retriesToCome < MOST_RETRIES && (!waiting.isEmpty() || inBacklog > 0));
  }

  /// Whether visits wait for it, whether or not they may begin.
  boolean isWaitedFor() {
    return !begunBefore.isEmpty() || !waiting.isEmpty() || inBacklog > 0;
  }

  /// Whether nothing waits for it, is at work there, or is to come back.
  boolean idle() {
    return atWork == 0 && retriesToCome == 0 && !isWaitedFor();
  }

  void closeUntil(long time) {
    closedUntil = Math.max(closedUntil, time);
  }
}
