package dev.multifetch.bare;

import dev.multifetch.bare.BareClient.Got;
import dev.multifetch.conformance.faults.End;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Scene;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Stages a fault for a library and waits, but not for ever. A few are at work at once, so that
/// what takes long does so for a reason; one that waits makes room for the next.
final class Watch {

  /// Where nothing is to come: longer than OkHttp's 10 s, the one default that can be waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /// Where something is: long enough for 16 MiB on a busy machine, and shorter than those 10 s.
  private static final Duration BRIEF_PATIENCE = Duration.ofSeconds(8);

  private static final Duration WORK = Duration.ofSeconds(1);

  private static final int STEP = 5; // seconds: what two machines can agree on

  private static final String WAITS = "waits";

  private final ExecutorService threads;
  private final Semaphore room = new Semaphore(4);

  Watch(ExecutorService threads) {
    this.threads = threads;
  }

  LeftAlone over(BareLibrary library, Fault fault) throws Exception {
    room.acquire();
    try (BareClient client = library.opening().get();
        Scene scene = fault.stage()) { // closed first: to a client that waits it is an end
      long began = System.nanoTime();
      Future<Got> last = threads.submit(() -> get(client, scene));
      String end = leavingRoom(last);
      if (end.equals(WAITS)) {
        end = end(last, fault.prompt() ? BRIEF_PATIENCE : PATIENCE);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String after = end.equals(WAITS) || fault.prompt() ? "" : after(took);
      return new LeftAlone(library, fault, end, after, scene.requests());
    }
  }

  private String leavingRoom(Future<Got> last) throws InterruptedException {
    try {
      return end(last, WORK);
    } finally {
      room.release();
    }
  }

  private static Got get(BareClient client, Scene scene) throws Exception {
    for (URI url : scene.before()) {
      client.get(url, scene.headers());
    }
    return client.get(scene.last(), scene.headers());
  }

  private static String end(Future<Got> last, Duration within) throws InterruptedException {
    try {
      Got got = last.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return End.with(got.status(), got.body()).words();
    } catch (TimeoutException waiting) {
      return WAITS;
    } catch (ExecutionException e) {
      return cause(e).getClass().getSimpleName();
    }
  }

  /// What was thrown, without what only carries it from one thread to another.
  private static Throwable cause(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    boolean carrier = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return carrier && cause != null ? cause(cause) : thrown;
  }

  private static String after(Duration took) {
    long seconds = took.toSeconds() / STEP * STEP; // a busy machine is late, and never early
    return "%d s".formatted(seconds);
  }
}
