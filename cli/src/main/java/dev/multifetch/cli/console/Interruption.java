package dev.multifetch.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns a signal that ends the process (Ctrl-C, `kill`) into an orderly end. It stops the work,
/// and holds back the JVM's exit until this is closed, so that all finished results are written,
/// however many there are. The exit code is the JVM's, 130 for SIGINT.
public final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 3; // a user who pressed Ctrl-C waits no longer

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean goesOn;

  public Interruption(Runnable stop) {
    hook = new Thread(() -> stopAndWait(stop), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Some output was written, so the exit waits for more of it.
  public void goesOn() {
    goesOn = true;
  }

  private void stopAndWait(Runnable stop) {
    Thread.startVirtualThread(stop); // may wait for a reader of standard output, this must not
    try {
      do {
        goesOn = false;
      } while (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && goesOn);
    } catch (InterruptedException e) {
      // nobody else has this thread; if one interrupts it, the exit need not wait
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is exiting already, and no longer waits
    }
  }
}
