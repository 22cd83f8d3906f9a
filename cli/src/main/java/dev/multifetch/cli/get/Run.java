package dev.multifetch.cli.get;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.get.files.Earlier;
import dev.multifetch.cli.get.input.Inputs;
import dev.multifetch.cli.get.input.Places;
import dev.multifetch.cli.get.output.Result;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fetches all inputs with one model. Another thread may stop it.
final class Run {

  private final FetcherFactory model;
  private final FetchOptions options;
  private final Inputs inputs;
  private final Places places;
  private final Earlier earlier;

  private @Nullable Fetcher open;
  private boolean stopped;
  private boolean early;

  Run(FetcherFactory model, FetchOptions options, Inputs inputs, Places places, Earlier earlier) {
    this.model = model;
    this.options = options;
    this.inputs = inputs;
    this.places = places;
    this.earlier = earlier;
  }

  /// @throws InterruptedException if this thread is interrupted, which aborts the URLs in flight
  void fetchAll(Consumer<Result> results) throws InterruptedException {
    InputUrls urls = new InputUrls(inputs, places, earlier, results);
    try (Fetcher fetcher = model.open(options)) {
      if (begin(fetcher)) {
        fetcher.fetchEach(urls, urls);
      }
    } catch (IllegalStateException e) {
      if (!stopped()) { // else stop() closed the fetcher before it began
        throw e;
      }
    }
  }

  private synchronized boolean begin(Fetcher fetcher) {
    open = fetcher;
    return !stopped;
  }

  /// Ends the run. URLs in flight end as CANCELLED; inputs not yet read have no result. May be
  /// called on any thread.
  synchronized void stop() {
    stopped = true;
    inputs.stop();
    if (open != null) {
      open.close();
    }
  }

  /// Stops on another thread: this one may be handing over a result, and the fetcher may wait for
  /// it. Calling this again does nothing.
  synchronized void stopEarly() {
    if (!early && !stopped) {
      early = true;
      inputs.stop();
      Thread.startVirtualThread(this::stop);
    }
  }

  /// Whether it was stopped by [#stopEarly].
  synchronized boolean stoppedEarly() {
    return early;
  }

  synchronized boolean stopped() {
    return stopped || early;
  }
}
