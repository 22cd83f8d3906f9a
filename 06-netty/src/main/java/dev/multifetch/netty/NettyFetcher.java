package dev.multifetch.netty;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.function.Consumer;

/// A few event loops for all URLs. Nobody waits for an exchange: its loop is called when something
/// came of it, and begins the next URL itself. The caller waits for whichever ends first;
/// `maxInFlight` bounds how many are at work, and the end of `fetchEach` ends them all.
public final class NettyFetcher implements Fetcher {

  private final int maxInFlight;
  private final Loops loops;

  NettyFetcher(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.loops = new Loops(options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Batch batch = loops.begin(NettyFetcher::fetchOne)) {
      long read = 0;
      long delivered = 0;
      for (URI url : urls) {
        batch.add(read++, url); // begins at once, or when a loop has ended another
        boolean full = read - delivered == 2L * maxInFlight; // R05: as many wait as are at work
        var next = full ? batch.take() : batch.poll();
        for (; next != null; next = batch.poll()) {
          if (Thread.interrupted()) { // R36: there may always be another outcome
            throw new InterruptedException();
          }
          onOutcome.accept(next);
          delivered++;
        }
      }
      for (; delivered < read; delivered++) {
        onOutcome.accept(batch.take());
      }
    }
  }

  /// Fetches one URL by itself. Whoever listens to the future is called on a loop, where nothing
  /// may wait; how many are at work at once is the caller's to bound. To cancel the future is to
  /// close the connection.
  ///
  /// @throws IllegalStateException if this fetcher is closed
  public Future<Outcome> fetch(URI url) {
    return loops.begin(NettyFetcher::fetchOne).only(requireNonNull(url, "a URL"));
  }

  private static void fetchOne(Call call, Next next) {
    switch (next) {
      case Send send -> call.exchange(send, then -> fetchOne(call, then)); // waits nowhere
      case Done done -> call.done(done);
    }
  }

  @Override
  public void close() {
    loops.close();
  }
}
