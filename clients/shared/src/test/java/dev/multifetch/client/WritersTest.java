package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WritersTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final BodyHandler.Response RESPONSE =
      new BodyHandler.Response(0, URL, URL, 200, Headers.NONE);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch aborting = new CountDownLatch(1);
  private final Writers writers = new Writers(_ -> new Waiting());

  /// Waits in each of its methods.
  private final class Waiting implements BodyWriter {
    @Override
    public void write(ByteBuffer piece) {
      waiting.countDown();
      await(goOn);
    }

    @Override
    public void finish() {}

    @Override
    public void abort() {
      aborting.countDown();
      await(goOn);
    }
  }

  /// Else no time-out could end the call.
  @Test
  void aWriterWaitsOutsideOfItsTurn() throws Exception {
    ReentrantLock turn = new ReentrantLock();
    Thread writing = Thread.ofPlatform().start(() -> write(turn));
    waiting.await();

    turn.lock();
    try {
      goOn.countDown();
    } finally {
      turn.unlock();
    }

    writing.join();
    assertThat(turn.isLocked()).isFalse();
  }

  @Test
  void anAbortIsNotWaitedForByWhoeverEndsTheCall() throws Exception {
    ReentrantLock turn = new ReentrantLock();
    turn.lock();

    writers.outsideOf(turn).open(RESPONSE).abort();

    aborting.await();
    Thread awaiting = Thread.ofPlatform().start(writers::await);
    assertThat(waits(awaiting)).as("the end of the batch waits for the abort").isTrue();
    goOn.countDown();
    awaiting.join();
  }

  /// Else the abort could delete the file that the next attempt writes.
  @Test
  void theNextAttemptOpensAfterTheAbortOfTheLast() throws Exception {
    ReentrantLock turn = new ReentrantLock();
    turn.lock();
    writers.outsideOf(turn).open(RESPONSE).abort();
    aborting.await();

    Thread next = Thread.ofPlatform().start(() -> open(new ReentrantLock()));
    assertThat(waits(next)).as("the next attempt waits for the abort").isTrue();
    goOn.countDown();
    next.join();
  }

  private void open(ReentrantLock turn) {
    turn.lock();
    try {
      writers.outsideOf(turn).open(RESPONSE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      turn.unlock();
    }
  }

  /// A batch that has ended is not written to any more, however late the writer's thread is.
  @Test
  void aWriterThatIsAboutToWriteIsWaitedFor() throws Exception {
    LetGo turn = new LetGo();
    goOn.countDown();
    write(turn);

    assertThat(turn.awaitingWaited).as("the end of the batch waits for the writer").isTrue();
    turn.awaiting.join();
  }

  /// The first moment in which another thread can end the call, and its batch.
  private final class LetGo extends ReentrantLock {
    private final transient Thread awaiting = Thread.ofPlatform().unstarted(writers::await);
    private @Nullable Boolean awaitingWaited;

    @Override
    public void unlock() {
      super.unlock();
      if (awaitingWaited == null) {
        awaiting.start();
        awaitingWaited = waits(awaiting);
      }
    }
  }

  private void write(ReentrantLock turn) {
    turn.lock();
    try {
      writers.outsideOf(turn).open(RESPONSE).write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      turn.unlock();
    }
  }

  /// Whether the thread gets to a wait before its end.
  private static boolean waits(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      if (thread.getState() == Thread.State.TERMINATED) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
