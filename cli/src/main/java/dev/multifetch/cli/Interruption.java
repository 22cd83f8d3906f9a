package dev.multifetch.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns a signal that ends the process (Ctrl-C, `kill`) into an orderly end: stops the work, and
/// holds the JVM's exit back until this is closed, so that what was finished is written out,
/// however much there is of it. The exit code is the JVM's, 130 for SIGINT.
final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 3; // nobody presses Ctrl-C to see nothing

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean goesOn;

  Interruption(Runnable stop) {
    hook = new Thread(() -> stopAndWait(stop), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Something was written out: what follows it is waited for as well.
  void goesOn() {
    goesOn = true;
  }

  private void stopAndWait(Runnable stop) {
    Thread.startVirtualThread(
        stop); // which may wait for a reader of standard output, this must not
    try {
      do {
        goesOn = false;
      } while (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && goesOn);
    } catch (InterruptedException e) {
      // nobody knows this thread; if ever, then the exit need not wait
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is on its way out already, and no longer waits
    }
  }
}
