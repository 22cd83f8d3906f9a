package dev.multifetch.threadpool;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.client.blocking.BlockingClient;
import dev.multifetch.client.blocking.Library;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The same blocking exchange on a fixed pool of `maxInFlight` threads. A thread of the pool waits
/// for each exchange. The caller waits for the first URL to end. The end of `fetchEach` ends them
/// all.
final class ThreadPoolFetcher implements Fetcher {

  private final int maxInFlight;
  private final BlockingClient client;

  ThreadPoolFetcher(Library library, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new BlockingClient("thread-pool", library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newFixedThreadPool(maxInFlight);
        Visits visits = client.begin(urls)) {
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          visits.runOn(executor, visit, this::fetchOne);
        }
        visits.handOver(turn, onOutcome); // waits here for whichever ends first
      }
    }
  }

  private Next fetchOne(Call call) {
    Next next = call.start();
    while (next instanceof Send send) {
      next = client.exchange(call, send); // waits here, on a thread of the pool
    }
    return next;
  }

  @Override
  public void close() {
    client.close();
  }
}
