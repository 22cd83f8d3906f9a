package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes a body as the test says: at once, after a wait, or not at all.
final class SlowWriter implements BodyWriter, AutoCloseable {

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch goOn;
  private final CountDownLatch aborted = new CountDownLatch(1);
  private final String throwing;
  private final @Nullable Throwable thrown;

  private SlowWriter(int waits, String throwing, @Nullable Throwable thrown) {
    this.goOn = new CountDownLatch(waits);
    this.throwing = throwing;
    this.thrown = thrown;
  }

  static SlowWriter thatDoesNotWait() {
    return new SlowWriter(0, "", null);
  }

  /// Waits at the first piece, until [#goOn] or [#abort].
  static SlowWriter thatWaits() {
    return new SlowWriter(1, "", null);
  }

  /// @param method "open", "write" or "finish"
  static SlowWriter thatThrows(String method, Throwable thrown) {
    return new SlowWriter(0, method, thrown);
  }

  /// Returns itself, unless it throws at its opening.
  SlowWriter opened() throws IOException {
    throwAt("open");
    return this;
  }

  @Override
  public void write(ByteBuffer piece) throws IOException {
    waiting.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    throwAt("write");
    events.add("write " + piece.remaining());
    piece.position(piece.limit());
  }

  @Override
  public void finish() throws IOException {
    throwAt("finish");
    events.add("finish");
  }

  private void throwAt(String method) throws IOException {
    if (method.equals(throwing)) {
      switch (thrown) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> throw new IllegalStateException(thrown);
      }
    }
  }

  @Override
  public void abort() {
    aborted.countDown();
    goOn();
  }

  void goOn() {
    goOn.countDown();
  }

  /// Frees every thread that waits here, however the test ended.
  @Override
  public void close() {
    goOn();
  }

  List<String> events() {
    return List.copyOf(events);
  }

  void awaitWaiting() throws InterruptedException {
    assertThat(waiting.await(10, TimeUnit.SECONDS)).as("the fetcher called the writer").isTrue();
  }

  void awaitAbort(Duration within) throws InterruptedException {
    assertThat(aborted.await(within.toMillis(), TimeUnit.MILLISECONDS))
        .as("the writer was aborted")
        .isTrue();
  }
}
