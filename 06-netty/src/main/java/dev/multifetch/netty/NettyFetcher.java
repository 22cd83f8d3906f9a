package dev.multifetch.netty;

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
import java.util.function.Consumer;

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
    try (Batch batch = client.begin()) {
      var lanes = new Lanes(maxInFlight);
      var outcomes = new OutcomeQueue<Outcome>(maxInFlight / 2);
      long read = 0;
      long delivered = 0;
      for (URI url : urls) {
        requireNonNull(url, "a URL"); // here, where the caller hears of it
        long index = read++;
        lanes.run(
            ended ->
                fetchOne(
                    batch,
                    index,
                    url,
                    outcome -> {
                      outcomes.add(outcome);
                      ended.run();
                    }));
        boolean full = read - delivered == 2L * maxInFlight; // R05: as many wait as are at work
        var next = full ? outcomes.take() : outcomes.poll();
        for (; next != null; next = outcomes.poll()) {
          if (Thread.interrupted()) { // R36: there may always be another outcome
            throw new InterruptedException();
          }
          onOutcome.accept(next);
          delivered++;
        }
      }
      for (; delivered < read; delivered++) {
        onOutcome.accept(outcomes.take());
      }
    }
  }

  private void fetchOne(Batch batch, long index, URI url, Consumer<? super Outcome> then) {
    try {
      Call call = batch.begin(index, url);
      proceed(call, call.start(), then);
    } catch (Throwable defect) { // nobody above catches what a callback throws (R45)
      then.accept(batch.notBegun(index, url, defect));
    }
  }

  private void proceed(Call call, Next next, Consumer<? super Outcome> then) {
    switch (next) {
      case Send send -> client.exchange(call, send, answer -> proceed(call, answer, then));
      case Done(Outcome outcome) -> {
        call.close();
        then.accept(outcome);
      }
    }
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
    fetchOne(
        batch,
        0,
        url,
        outcome -> {
          batch.close();
          then.accept(outcome);
        });
    return batch;
  }
}
