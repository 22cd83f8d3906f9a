package dev.multifetch.virtualthreads;

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

/// A virtual thread for each URL, which waits for its exchange. The caller waits for the first URL
/// to end. `maxInFlight` bounds how many threads there are, and the end of `fetchEach` ends them
/// all.
final class VirtualThreadFetcher implements Fetcher {

  private final BlockingClient client;

  VirtualThreadFetcher(Library library, FetchOptions options) {
    this.client = new BlockingClient("virtual-threads", library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
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
      next = client.exchange(call, send); // waits here, on the virtual thread of this URL
    }
    return next;
  }

  @Override
  public void close() {
    client.close();
  }
}
