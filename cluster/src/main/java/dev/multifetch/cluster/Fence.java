package dev.multifetch.cluster;

import java.time.Duration;

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
      long before = System.nanoTime();
      while (System.nanoTime() - before < LONGEST.toNanos()) {
        before = System.nanoTime();
        Thread.sleep(EVERY);
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
