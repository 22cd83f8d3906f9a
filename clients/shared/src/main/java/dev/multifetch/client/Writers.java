package dev.multifetch.client;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/// Writes the bodies of one batch that the caller does not want in memory. A writer may wait, for
/// example for a disk, and must not hold up our other threads. So it gives up its call's turn while
/// it waits: then another thread can take the turn and end the call. An abort runs on a separate
/// thread.
final class Writers {

  private static final Duration PATIENCE = Duration.ofSeconds(10); // for a writer that is aborted

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private final BodyHandler handler;
  private final Map<Long, Thread> aborts = new ConcurrentHashMap<>(); // by the index of the URL
  private final Semaphore idle = new Semaphore(Integer.MAX_VALUE);

  Writers(BodyHandler handler) {
    this.handler = handler;
  }

  /// The caller's handler for one call. The call holds its turn each time it asks the handler.
  BodyHandler outsideOf(Lock turn) {
    return response -> {
      BodyWriter[] opened = new BodyWriter[1];
      outside(
          turn,
          () -> {
            awaitAbort(response.index());
            opened[0] = handler.open(response);
          });
      return new Outside(response.index(), turn, opened[0]);
    };
  }

  /// Else the abort of the attempt before could delete what this attempt writes.
  private void awaitAbort(long index) {
    Thread abort = aborts.get(index);
    try {
      if (abort != null && abort.isAlive()) { // one that has not started repeats another
        abort.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void outside(Lock turn, Work work) throws IOException {
    idle.acquireUninterruptibly(); // still in the turn, so that await() misses no writer
    turn.unlock();
    try {
      work.run();
    } finally {
      idle.release();
      turn.lock();
    }
  }

  /// Waits until no writer is at work any more.
  void await() {
    try {
      if (idle.tryAcquire(Integer.MAX_VALUE, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        idle.release(Integer.MAX_VALUE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Outside implements BodyWriter {

    private final long index;
    private final Lock turn;
    private final BodyWriter writer;

    Outside(long index, Lock turn, BodyWriter writer) {
      this.index = index;
      this.turn = turn;
      this.writer = writer;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
      outside(turn, () -> writer.write(piece));
    }

    @Override
    public void finish() throws IOException {
      outside(turn, writer::finish);
    }

    @Override
    public void abort() {
      idle.acquireUninterruptibly();
      Thread abort = Thread.ofVirtual().unstarted(this::abortWriter);
      aborts.put(index, abort);
      abort.start();
    }

    private void abortWriter() {
      try {
        writer.abort();
      } finally {
        aborts.remove(index, Thread.currentThread());
        idle.release();
      }
    }
  }
}
