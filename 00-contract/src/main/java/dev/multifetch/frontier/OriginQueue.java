package dev.multifetch.frontier;

import dev.multifetch.http.Origin;
import java.util.ArrayDeque;
import java.util.Queue;

/// The state of one origin: which visits wait for it, how many are at work there, and until when it
/// gets no request.
final class OriginQueue {

  /// If this many URLs of an origin wait for another attempt, no new URL begins there.
  private static final int MOST_RETRIES = 64;

  final Origin origin;
  final Queue<Visit> begunBefore = new ArrayDeque<>(); // these go first
  final Queue<Visit> waiting = new ArrayDeque<>();
  long inBacklog; // these come after the visits in memory
  int retriesToCome;
  int atWork;
  long closedUntil = Long.MIN_VALUE;
  boolean listed; // listed: may begin a visit, now or at a known time

  OriginQueue(Origin origin) {
    this.origin = origin;
  }

  /// Whether a visit could begin, once time and the cap allow it.
  boolean hasNext() {
    return !begunBefore.isEmpty()
        || (retriesToCome < MOST_RETRIES && (!waiting.isEmpty() || inBacklog > 0));
  }

  /// Whether visits wait for it, whether or not they may begin.
  boolean isWaitedFor() {
    return !begunBefore.isEmpty() || !waiting.isEmpty() || inBacklog > 0;
  }

  /// Whether no visit waits for it, is at work there, or will come back.
  boolean idle() {
    return atWork == 0 && retriesToCome == 0 && !isWaitedFor();
  }

  void closeUntil(long time) {
    closedUntil = Math.max(closedUntil, time);
  }
}
