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

  /// A stage that fails hands on what was thrown in a wrapper.
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

  /// The callback as a future: an event loop completes it, and runs what depends on it.
  private CompletableFuture<Next> exchange(Call call, Send send) {
    CompletableFuture<Next> next = new CompletableFuture<>();
    client.exchange(call, send, CompletableFutureFetcher::handOver, next::complete);
    return next;
  }

  /// Who waits for the disk: another thread, for one piece of a body. Its future tells the loop,
  /// and only then does the loop read the next piece.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    var _ = CompletableFuture.supplyAsync(work, Thread::startVirtualThread).thenAccept(back);
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
    Call call = batch.begin(0, url);
    CompletableFuture<Outcome> outcome = fetchOne(call).thenApply(_ -> call.outcome());
    var _ =
        outcome.whenComplete((_, _) -> batch.close()); // a cancelled future leaves its URL at work
    return outcome;
  }
}
