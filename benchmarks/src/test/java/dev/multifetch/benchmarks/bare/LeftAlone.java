package dev.multifetch.benchmarks.bare;

import dev.multifetch.benchmarks.bare.BareClient.Got;
import dev.multifetch.conformance.faults.End;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Scene;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What became of one fault in one library.
///
/// @param end how the fetch ended, if it did
/// @param after how long it took, where that was long
/// @param requests how many the server saw
record LeftAlone(Library library, Fault fault, String end, String after, int requests) {

  /// Longer than the longest default that is short enough to wait for: OkHttp's 10 s.
  private static final Duration PATIENCE = Duration.ofSeconds(13);

  private static final String WAITS = "waits";

  private static final int STEP = 5; // seconds: what two machines can agree on

  /// Stages the fault for a client of its own and watches, at most for as long as patience lasts.
  static LeftAlone watch(Library library, Fault fault, ExecutorService threads) throws Exception {
    try (BareClient client = library.opening().get();
        Scene scene = fault.stage()) { // closed first, so that a client which waits has an end
      long began = System.nanoTime();
      Future<Got> last =
          threads.submit(
              () -> {
                for (URI url : scene.before()) {
                  client.get(url);
                }
                return client.get(scene.last());
              });
      String end = end(last);
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      return new LeftAlone(
          library, fault, end, end.equals(WAITS) ? "" : after(seconds), scene.requests());
    }
  }

  private static String end(Future<Got> last) throws InterruptedException {
    try {
      Got got = last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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

  private static String after(long seconds) {
    long steps = Math.round((double) seconds / STEP);
    return steps == 0 ? "" : "%d s".formatted(steps * STEP);
  }

  String line() {
    return String.join(
        "\t", library.name(), library.version(), fault.id(), end, after, "" + requests);
  }
}
