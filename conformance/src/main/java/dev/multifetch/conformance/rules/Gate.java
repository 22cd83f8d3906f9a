package dev.multifetch.conformance.rules;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds back all requests after the first few until a full window of them has come, and a moment
/// longer, so that one request too many would show.
final class Gate {

  private final int after;
  private final CountDownLatch full;
  private final CountDownLatch over;
  private final CountDownLatch open = new CountDownLatch(1);

  Gate(int window) {
    this(0, window);
  }

  Gate(int after, int window) {
    this.after = after;
    full = new CountDownLatch(window);
    over = new CountDownLatch(window + 1);
  }

  void pass() throws InterruptedException {
    pass(Integer.MAX_VALUE);
  }

  void pass(int number) throws InterruptedException {
    if (number > after && open.getCount() > 0) {
      full.countDown();
      over.countDown();
      full.await();
      over.await(300, TimeUnit.MILLISECONDS);
      open.countDown();
    }
  }

  boolean overrun() {
    return over.getCount() == 0;
  }
}
