package dev.multifetch.benchmarks;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import dev.multifetch.results.Track;
import java.net.URI;
import java.util.List;

/// A model, measured through the contract, as any program uses it.
record ModelContestant(FetcherFactory factory, Track track) implements Contestant {

  @Override
  public String name() {
    return factory.name();
  }

  @Override
  public String model() {
    return factory.model();
  }

  @Override
  public String transport() {
    return factory.transport();
  }

  @Override
  public int concurrency(FetchOptions options) {
    return factory.concurrency(options);
  }

  @Override
  public Client open(FetchOptions options) {
    return new Open(factory.open(options));
  }

  private record Open(Fetcher fetcher) implements Client {

    @Override
    public void fetch(List<URI> urls, OutcomeListener listener) throws InterruptedException {
      fetcher.fetchEach(urls, outcome -> tell(listener, outcome));
    }

    @Override
    public void close() {
      fetcher.close();
    }

    private static void tell(OutcomeListener listener, Outcome outcome) {
      Timing timing = outcome.timing();
      long took = timing.finished() - timing.started();
      switch (outcome) {
        case Fetched page -> listener.took(page.index(), page.status(), page.body().length, took);
        case Failed failed -> listener.took(failed.index(), 0, 0, took);
      }
    }
  }
}
