// A fetcher from an empty class.
//
// Write a fetcher in a model of your choice. A virtual thread for each URL is the shortest way.
// `fetched(index, url, response)` and `failed(index, url, exception)` make outcomes. `index` counts
// the URLs from 0. The check runs tests of six rules, and names the rule that is broken:
// R01, one outcome for each URL. R02, also for a fault. R03, on the calling thread, as they come.
// R04, if `onOutcome` throws, interrupt what is at work; the caller gets the exception. R05, at
// most `options.maxInFlight()` URLs have begun and are not yet handed over. R06, all of them at
// once. The exercise `a-bound` has most of what you need.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;

final class Exercise implements Fetcher {

  private final FetchOptions options;

  Exercise(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    // TODO: start the URLs, and hand over their outcomes
  }

  @Override
  public void close() {
    // TODO: end what your fields hold, such as a client and its connections
  }
}
