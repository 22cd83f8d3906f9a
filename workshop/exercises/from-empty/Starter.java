// A fetcher from an empty class.
//
// Write a fetcher in a model of your choice. A virtual thread for each URL is the shortest way.
// `fetchEach` reads the URLs and hands over one outcome for each. `index` counts the URLs from 0.
// `fetched(index, url, response)` and `failed(index, url, exception)` make the outcomes. The check
// runs tests of the rules R01 to R06, and says which rule is broken: all outcomes, also of faults,
// on the calling thread, as they come. At most `options.maxInFlight()` have begun and are not yet
// handed over, and as many are in flight. If `onOutcome` throws, all work ends at once.
// You are done when `multifetch workshop check` says so.

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
