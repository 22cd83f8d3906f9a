package dev.multifetch.completablefuture;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.client.eventloop.EventLoopClient;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A future for each URL. No thread waits for an exchange: the event loop that receives the end of
/// a response runs what comes next. The caller waits for the first URL to end. `maxInFlight` bounds
/// how many URLs are at work, and the end of `fetchEach` ends them all.
public final class CompletableFutureFetcher implements Fetcher {

  private final int maxInFlight;
  private final EventLoopClient client;

  public CompletableFutureFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient("completablefuture", options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Visits visits = client.begin(urls)) {
      var slots = new Slots(maxInFlight);
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          var _ = slots.run(() -> fetchOne(visits, visit));
        }
        visits.handOver(turn, onOutcome); // waits here for whichever ends first
      }
    }
  }

  private CompletableFuture<Next> fetchOne(Visits visits, Visit visit) {
    try {
      Call call = visits.begin(visit);
      return fetchOne(call).whenComplete((last, _) -> visits.ended(visit, call, last));
    } catch (Throwable defect) { // R45
      visits.notBegun(visit, defect);
      throw defect;
    }
  }

  private CompletableFuture<Next> fetchOne(Call call) {
    return CompletableFuture.completedFuture(call.start())
        .thenCompose(next -> proceed(call, next))
        .exceptionally(thrown -> new Done(call.defect(thrownByStage(thrown))));
  }

  /// A stage that fails wraps its exception before it passes the exception on.
  private static Throwable thrownByStage(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private CompletableFuture<Next> proceed(Call call, Next next) {
    return switch (next) {
      case Send send -> exchange(call, send).thenCompose(then -> proceed(call, then));
      case Moved _, Done _ -> CompletableFuture.completedFuture(next);
    };
  }

  /// Makes a future of the callback. An event loop completes it, and runs what depends on it.
  private CompletableFuture<Next> exchange(Call call, Send send) {
    CompletableFuture<Next> next = new CompletableFuture<>();
    client.exchange(call, send, CompletableFutureFetcher::handOver, next::complete);
    return next;
  }

  /// Another thread waits for the disk, for one piece of a body. After that its future tells the
  /// event loop to read the next piece.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    var _ = CompletableFuture.supplyAsync(work, Thread::startVirtualThread).thenAccept(back);
  }

  @Override
  public void close() {
    client.close();
  }

  /// Fetches one URL, as a batch of its own. The caller bounds how many URLs are in flight.
  ///
  /// The future always completes with an outcome, mostly on an event loop, so code that depends on
  /// it must not wait. If you cancel the future, its connection is closed. If you cancel a future
  /// that depends on it, the connection stays open.
  ///
  /// @throws IllegalStateException if this fetcher is closed
  public CompletableFuture<Outcome> fetch(URI url) {
    requireNonNull(url, "a URL");
    Batch batch = client.beginWithoutWaiting();
    Call call = batch.begin(0, url);
    CompletableFuture<Outcome> outcome = fetchOne(call).thenApply(_ -> call.outcome());
    var _ = outcome.whenComplete((_, _) -> batch.close()); // ends the URL of a cancelled future
    return outcome;
  }
}
