package dev.multifetch.benchmarks.peers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The URLs of a batch that have not ended. A thread that waits for them gives up at some point.
final class Remaining {

  private final CountDownLatch urls;

  Remaining(int urls) {
    this.urls = new CountDownLatch(urls);
  }

  void ended() {
    urls.countDown();
  }

  /// Returns when all have ended.
  ///
  /// @param patience how long nothing may end before this gives up
  /// @throws TimeoutException if it gave up
  void await(Duration patience) throws InterruptedException, TimeoutException {
    long before;
    do {
      before = urls.getCount();
      if (urls.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } while (urls.getCount() < before);
    throw new TimeoutException(
        "%d URLs were left, and none had ended for %s".formatted(before, patience));
  }
}
