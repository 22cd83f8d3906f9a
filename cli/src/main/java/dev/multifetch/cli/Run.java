package dev.multifetch.cli;

import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fetches all inputs with one model, a batch after each lull; it may be stopped from outside.
final class Run {

  private final FetcherFactory model;
  private final Limits limits;
  private final Inputs inputs;

  private @Nullable Fetcher open;
  private boolean stopped;

  Run(FetcherFactory model, Limits limits, Inputs inputs) {
    this.model = model;
    this.limits = limits;
    this.inputs = inputs;
  }

  /// @throws InterruptedException if this thread is interrupted, which aborts what is in flight
  void fetchAll(Consumer<Result> results) throws InterruptedException {
    Deadline deadline = limits.deadline();
    if (deadline.left().isPresent()) {
      fetchUntil(deadline, results);
      return;
    }
    try (Fetcher fetcher = model.open(limits.options(Optional.empty()))) {
      while (inputs.await(deadline)) {
        fetchBatch(fetcher, deadline, results); // with the connections that the one before has left
      }
    }
  }

  /// A fetcher's own deadline is for each batch anew, so each has what is left of the run's.
  private void fetchUntil(Deadline deadline, Consumer<Result> results) throws InterruptedException {
    while (inputs.await(deadline)) {
      try (Fetcher fetcher = model.open(limits.options(deadline.left()))) {
        fetchBatch(fetcher, deadline, results);
      }
    }
  }

  private void fetchBatch(Fetcher fetcher, Deadline deadline, Consumer<Result> results)
      throws InterruptedException {
    if (!begin(fetcher)) {
      return;
    }
    InputBatch batch = new InputBatch(inputs, deadline, results);
    try {
      fetcher.fetchEach(() -> batch, batch);
    } catch (IllegalStateException e) {
      if (!stopped()) { // else closed before it began
        throw e;
      }
    }
  }

  private synchronized boolean begin(Fetcher fetcher) {
    open = fetcher;
    return !stopped;
  }

  /// Ends the run: what is in flight as CANCELLED, what is not yet read not at all. May be called
  /// on any thread.
  synchronized void stop() {
    stopped = true;
    inputs.stop();
    if (open != null) {
      open.close();
    }
  }

  synchronized boolean stopped() {
    return stopped;
  }
}
