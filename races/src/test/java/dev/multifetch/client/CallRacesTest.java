package dev.multifetch.client;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import dev.multifetch.races.Races;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A URL's work is ended by one thread while another is about to wait for its server: the wait is
/// aborted, whichever comes first.
class CallRacesTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final FetchOptions OPTIONS = FetchOptions.defaults();
  private static final Batches BATCHES = new Batches("test", OPTIONS);
  private static final Batch BATCH = BATCHES.begin();

  @AfterAll
  static void close() {
    BATCH.close();
    BATCHES.close();
  }

  @Test
  void anEndReachesWhoeverIsAboutToWait() {
    Races.explore(OfCall.class);
  }

  @Test
  void anEndThatTakesNoTurnIsRejected() {
    Races.reject(
        OfBrokenCall.class, "a thread waits for a server although its work has been ended");
  }

  /// A thread that is about to wait, and one that ends the work.
  public abstract static class Work {
    private final AtomicInteger aborted = new AtomicInteger();
    private volatile boolean waiting;
    private volatile boolean ended;

    abstract void onAbort(Runnable abort);

    abstract void endIt();

    @Operation(runOnce = true)
    public void leaveAbort() {
      onAbort(aborted::incrementAndGet);
      waiting = true;
    }

    @Operation(runOnce = true)
    public void end() {
      endIt();
      ended = true;
    }

    @Validate
    public void check() {
      if (waiting && ended && aborted.get() == 0) {
        throw new AssertionError("a thread waits for a server although its work has been ended");
      }
    }
  }

  public static class OfCall extends Work {
    private final Call call =
        new Call(BATCH, new ReentrantLock(), new UrlFetch(0, URL, OPTIONS, () -> 0));

    @Override
    void onAbort(Runnable abort) {
      var _ = call.abortBy(abort);
    }

    @Override
    void endIt() {
      call.end(UrlFetch::cancelled);
    }
  }

  /// A `Call` without a lock: each looks for what the other has left before it leaves its own.
  public static class OfBrokenCall extends Work {
    private volatile @Nullable Function<UrlFetch, Done> ending;
    private volatile @Nullable Runnable abort;

    @Override
    void onAbort(Runnable abort) {
      if (ending != null) {
        abort.run();
      }
      this.abort = abort;
    }

    @Override
    void endIt() {
      Runnable left = abort;
      if (left != null) {
        left.run();
      }
      ending = UrlFetch::cancelled;
    }
  }
}
