package dev.multifetch.blocking;

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
import java.util.function.Consumer;

/// One URL after another on the calling thread. The caller itself waits for each exchange, and the
/// URL's `timeout` bounds the wait. There is never more than one exchange in flight.
final class BlockingFetcher implements Fetcher {

  private final BlockingClient client;

  BlockingFetcher(Library library, FetchOptions options) {
    this.client = new BlockingClient("blocking", library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Visits visits = client.begin(urls)) {
      for (Turn turn = visits.next(); !(turn instanceof Finished); turn = visits.next()) {
        if (turn instanceof Begin(Visit visit)) {
          visits.run(visit, this::fetchOne);
        }
        visits.handOver(turn, onOutcome);
      }
    }
  }

  private Next fetchOne(Call call) {
    Next next = call.start();
    while (next instanceof Send send) {
      next = client.exchange(call, send); // waits here, on the calling thread
    }
    return next;
  }

  @Override
  public void close() {
    client.close();
  }
}
