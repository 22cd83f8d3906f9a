package dev.multifetch.completablefuture;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.OutcomeQueue;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// A future for each URL. No thread waits for an exchange: the event loop that receives its end
/// composes what is next. The caller waits for whichever URL ends first; `maxInFlight` bounds how
/// many there are, and the end of `fetchEach` ends them all.
public final class CompletableFutureFetcher implements Fetcher {

  private final int maxInFlight;
  private final EventLoopClient client;

  public CompletableFutureFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient(options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Batch batch = client.begin()) {
      var slots = new Slots(maxInFlight);
      var outcomes = new OutcomeQueue<CompletableFuture<Outcome>>(maxInFlight / 2);
      long read = 0;
      long delivered = 0;
      for (URI url : urls) {
        requireNonNull(url, "a URL"); // here, where the caller hears of it
        long index = read++;
        var outcome = slots.run(() -> fetchOne(batch, index, url));
        var _ = outcome.whenComplete((_, _) -> outcomes.add(outcome));
        boolean full = read - delivered == 2L * maxInFlight; // R05: as many wait as are at work
        var next = full ? outcomes.take() : outcomes.poll();
        for (; next != null; next = outcomes.poll()) {
          if (Thread.interrupted()) { // R36: there may always be another outcome
            throw new InterruptedException();
          }
          onOutcome.accept(next.resultNow());
          delivered++;
        }
      }
      for (; delivered < read; delivered++) {
        onOutcome.accept(outcomes.take().resultNow());
      }
    }
  }

  private CompletableFuture<Outcome> fetchOne(Batch batch, long index, URI url) {
    Call call = batch.begin(index, url);
    return CompletableFuture.completedFuture(call.start())
        .thenCompose(next -> proceed(call, next))
        .exceptionally(thrown -> call.defect(thrownByStage(thrown)))
        .whenComplete((_, _) -> call.close());
  }

  /// A stage that fails hands on what was thrown in a wrapper.
  private static Throwable thrownByStage(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private CompletableFuture<Outcome> proceed(Call call, Next next) {
    return switch (next) {
      case Send send -> exchange(call, send).thenCompose(then -> proceed(call, then));
      case Done(Outcome outcome) -> CompletableFuture.completedFuture(outcome);
    };
  }

  /// The callback as a future: an event loop completes it, and runs what depends on it.
  private CompletableFuture<Next> exchange(Call call, Send send) {
    CompletableFuture<Next> next = new CompletableFuture<>();
    client.exchange(call, send, next::complete);
    return next;
  }

  @Override
  public void close() {
    client.close();
  }

  /// Fetches one URL, as a batch of its own: how many are in flight is up to the caller.
  ///
  /// The future always completes with an outcome, mostly on an event loop, where nothing that
  /// depends on it may wait. Cancelling the future closes its connection; cancelling a future that
  /// depends on it does not.
  ///
  /// @throws IllegalStateException if this fetcher is closed
  public CompletableFuture<Outcome> fetch(URI url) {
    requireNonNull(url, "a URL");
    Batch batch = client.beginWithoutWaiting();
    CompletableFuture<Outcome> outcome = fetchOne(batch, 0, url);
    var _ =
        outcome.whenComplete((_, _) -> batch.close()); // a cancelled future leaves its URL at work
    return outcome;
  }
}
