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

/// A callback for each URL. No thread waits for an exchange: the event loop that receives the end
/// of a response calls back, and begins the next URL. The caller waits for the first URL to end.
/// `maxInFlight` bounds how many URLs are at work, and the end of `fetchEach` ends them all.
public final class NettyFetcher implements Fetcher {

  private final int maxInFlight;
  private final EventLoopClient client;

  public NettyFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new EventLoopClient("netty", options);
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
    } catch (Throwable defect) { // no caller would catch what a callback throws (R45)
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

  /// Another thread waits for the disk, for one piece of a body. After that it calls back, and the
  /// event loop reads the next piece.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    Thread.startVirtualThread(() -> back.accept(work.get()));
  }

  @Override
  public void close() {
    client.close();
  }

  /// Fetches one URL, as a batch of its own. The caller bounds how many URLs are in flight.
  ///
  /// @param then receives the outcome, mostly on an event loop, so it must not wait
  /// @return the batch of this URL; close it to end the work and to close the connection
  /// @throws IllegalStateException if this fetcher is closed
  public Batch fetch(URI url, Consumer<? super Outcome> then) {
    requireNonNull(url, "a URL");
    Batch batch = client.beginWithoutWaiting();
    Call call;
    Next first;
    try {
      call = batch.begin(0, url);
      first = call.start();
    } catch (Throwable defect) {
      batch.close();
      then.accept(batch.notBegun(0, url, defect));
      return batch;
    }
    proceed(
        call,
        first,
        last -> {
          batch.close();
          then.accept(call.outcome());
        });
    return batch;
  }
}
