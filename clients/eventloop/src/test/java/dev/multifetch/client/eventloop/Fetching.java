package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The smallest model there could be: it fetches one URL on the event loops, and tells its outcome.
record Fetching(EventLoops loops, Batches batches) implements AutoCloseable {

  static final Handover HERE = (work, back) -> back.accept(work.get());

  static Fetching open(FetchOptions options) {
    return new Fetching(new EventLoops(options), new Batches("test", options));
  }

  static Fetching withOneLoop() {
    return open(FetchOptions.builder().maxInFlight(1).build());
  }

  /// @param then is told the outcome, on a loop
  /// @return closing it ends the work
  Batch fetch(URI url, Consumer<Outcome> then) {
    Batch batch = batches.begin();
    Call call = batch.begin(0, url);
    proceed(call, call.start(), then);
    return batch;
  }

  private void proceed(Call call, Next next, Consumer<Outcome> then) {
    switch (next) {
      case Send send -> loops.exchange(call, send, HERE, answer -> proceed(call, answer, then));
      case Done(Outcome outcome) -> {
        call.close();
        then.accept(outcome);
      }
      case Moved moved -> throw new IllegalStateException("no limits, and yet " + moved);
    }
  }

  CompletableFuture<Outcome> fetch(URI url) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    var _ = fetch(url, outcome::complete);
    return outcome;
  }

  /// Waits for the outcome.
  Outcome outcome(URI url) throws Exception {
    return fetch(url).get(10, TimeUnit.SECONDS);
  }

  /// Keeps the first loop busy with a task until the latch is open, so that a test says what comes
  /// meanwhile.
  ///
  /// @return opens when the loop has done what it was given before, and is busy
  CountDownLatch busyUntil(CountDownLatch until) {
    CountDownLatch busy = new CountDownLatch(1);
    loops
        .loops
        .getFirst()
        .runLater(
            () -> {
              busy.countDown();
              await(until);
            });
    return busy;
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    batches.close();
    loops.close();
  }
}
