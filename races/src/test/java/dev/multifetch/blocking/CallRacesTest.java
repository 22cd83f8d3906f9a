package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import dev.multifetch.races.Races;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A thread begins an exchange while others end its work: whoever comes first, what it waits for is
/// aborted, and the first ending is the outcome.
class CallRacesTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final BlockingClient CLIENT =
      new BlockingClient(Library.OKHTTP, FetchOptions.defaults());
  private static final Batch BATCH = CLIENT.begin();
  private static final Transport TRANSPORT = CLIENT.transport();

  @AfterAll
  static void close() {
    BATCH.close();
    CLIENT.close();
  }

  @Test
  void whatIsEndedIsAborted() {
    Races.explore(OfCall.class);
  }

  @Test
  void anAbortThatIsLeftTooLateIsSeen() {
    Races.reject(OfForgetfulCall.class);
  }

  /// Time-out, cancel and exchange of one URL.
  public abstract static class Work {
    private final AtomicInteger waiting = new AtomicInteger(); // exchanges that nobody aborts
    private final AtomicInteger endings = new AtomicInteger();

    abstract void onAbort(Runnable abort);

    abstract void end(Function<UrlFetch, Done> how);

    @Operation
    public void timeOut() {
      end(UrlFetch::timedOut);
      endings.incrementAndGet();
    }

    @Operation
    public void cancel() {
      end(UrlFetch::cancelled);
      endings.incrementAndGet();
    }

    @Operation(nonParallelGroup = "the thread of the exchange")
    public void exchange() {
      int mine = waiting.incrementAndGet();
      onAbort(() -> waiting.compareAndSet(mine, 0));
    }

    @Validate
    public void check() {
      if (endings.get() > 0 && waiting.get() > 0) {
        throw new AssertionError("the work was ended, and an exchange waits for its server");
      }
    }
  }

  public static class OfCall extends Work {
    private final Call call =
        new Call(BATCH, TRANSPORT, new UrlFetch(0, URL, FetchOptions.defaults(), () -> 0));

    @Override
    void onAbort(Runnable abort) {
      call.onAbort(abort);
    }

    @Override
    void end(Function<UrlFetch, Done> how) {
      call.end(how);
    }
  }

  /// What `Call` would be if an abort were only left for later.
  public static class OfForgetfulCall extends Work {
    private volatile boolean ended;
    private volatile @Nullable Runnable abort;

    @Override
    void onAbort(Runnable abort) {
      if (!ended) {
        this.abort = abort;
      } else {
        abort.run();
      }
    }

    @Override
    void end(Function<UrlFetch, Done> how) {
      ended = true;
      Runnable left = abort;
      if (left != null) {
        left.run();
      }
    }
  }
}
