package dev.multifetch.netty;

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
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A callback for each URL. No thread waits for an exchange: the event loop that receives its end
/// calls back, and begins the next URL itself. The caller waits for whichever URL ends first;
/// `maxInFlight` bounds how many there are, and the end of `fetchEach` ends them all.
public final class NettyFetcher implements Fetcher {

  private final int maxInFlight;
  private final EventLoopClient client;

  public NettyFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient(options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Visits visits = client.begin(urls)) {
      var lanes = new Lanes(maxInFlight);
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          lanes.run(ended -> fetchOne(visits, visit, ended));
        }
        visits.handOver(turn, onOutcome); // waits here for whichever ends first
      }
    }
  }

  private void fetchOne(Visits visits, Visit visit, Runnable ended) {
    try {
      Call call = visits.begin(visit);
      proceed(
          call,
          call.start(),
          last -> {
            visits.ended(visit, call, last);
            ended.run();
          });
    } catch (Throwable defect) { // nobody above catches what a callback throws (R45)
      visits.notBegun(visit, defect);
      ended.run();
    }
  }

  private void proceed(Call call, Next next, Consumer<Next> then) {
    switch (next) {
      case Send send ->
          client.exchange(
              call, send, NettyFetcher::handOver, answer -> proceed(call, answer, then));
      case Moved _, Done _ -> then.accept(next);
    }
  }

  /// Who waits for the disk: another thread, for one piece of a body. It calls back, and only then
  /// does the loop read the next piece.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    Thread.startVirtualThread(() -> back.accept(work.get()));
  }

  @Override
  public void close() {
    client.close();
  }

  /// Fetches one URL, as a batch of its own: how many are in flight is up to the caller.
  ///
  /// @param then is told the outcome, mostly on an event loop, where nothing may wait
  /// @return closing it ends the work, and closes the connection
  /// @throws IllegalStateException if this fetcher is closed
  public Batch fetch(URI url, Consumer<? super Outcome> then) {
    requireNonNull(url, "a URL");
    Batch batch = client.beginWithoutWaiting();
    try {
      Call call = batch.begin(0, url);
      proceed(
          call,
          call.start(),
          last -> {
            batch.close();
            then.accept(call.outcome());
          });
    } catch (Throwable defect) {
      batch.close();
      then.accept(batch.notBegun(0, url, defect));
    }
    return batch;
  }
}
