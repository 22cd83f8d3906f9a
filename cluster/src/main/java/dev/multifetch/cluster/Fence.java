package dev.multifetch.cluster;

import java.time.Duration;
import java.time.Instant;

/// Notices that this process stood still, for example because its machine was suspended. After the
/// heartbeat the other members take it for dead, and one of them sends requests to its hosts. So a
/// process that wakes up after half of that time must not go on.
final class Fence implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration LONGEST = Member.HEARTBEAT.dividedBy(2);

  private final Thread thread;

  /// @param flee runs once, as soon as that is noticed
  Fence(Runnable flee) {
    thread = Thread.ofPlatform().daemon().name("fence").unstarted(() -> watch(flee));
    thread.start();
  }

  private static void watch(Runnable flee) {
    try {
      long still = 0;
      while (still < LONGEST.toNanos()) {
        long began = System.nanoTime();
        Instant at =
            Instant.now(); // unlike the other clock, this one goes on in a suspended machine
        Thread.sleep(EVERY);
        long elapsed = Duration.between(at, Instant.now()).toNanos();
        still = Math.max(System.nanoTime() - began, elapsed);
      }
      flee.run();
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
