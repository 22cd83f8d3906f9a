package dev.multifetch.netty;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

/// Keeps the one loop of a fetcher busy with a task, so that a test says what comes meanwhile.
final class BusyLoop {

  private BusyLoop() {}

  /// Keeps it busy from now on.
  static CountDownLatch busy(NettyFetcher fetcher) throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    busy(fetcher, release).await();
    return release;
  }

  /// Keeps it busy once it has done what it was given so far.
  ///
  /// @return opens when that is so
  static CountDownLatch busy(NettyFetcher fetcher, CountDownLatch until) {
    CountDownLatch busy = new CountDownLatch(1);
    fetcher
        .fetch(URI.create("ftp://host/")) // an outcome without an exchange
        .addListener(
            _ -> {
              busy.countDown();
              until.await();
            });
    return busy;
  }
}
