package dev.multifetch.cli;

import static java.util.Objects.requireNonNull;

import dev.multifetch.Outcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The inputs of one batch: their URLs on the way into a fetcher, their outcomes on the way out.
///
/// A fetcher hands over no outcome while it waits for a URL. So a lull in the inputs ends a batch:
/// a user who types URLs, or a slow program in a pipe, sees each result when it is there.
///
/// All of it happens on the thread that calls the fetcher. What is remembered is what is in flight.
final class InputBatch implements Iterator<URI>, Consumer<Outcome> {

  private final Inputs inputs;
  private final Deadline deadline;
  private final Consumer<Result> results;
  private final Map<Long, Input> inFlight = new HashMap<>(); // by the fetcher's own index
  private long given;
  private boolean over;
  private @Nullable URI next;

  InputBatch(Inputs inputs, Deadline deadline, Consumer<Result> results) {
    this.inputs = inputs;
    this.deadline = deadline;
    this.results = results;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !over) {
      read();
    }
    return next != null;
  }

  @Override
  public URI next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    URI url = requireNonNull(next);
    next = null;
    return url;
  }

  @Override
  public void accept(Outcome outcome) {
    Input input = requireNonNull(inFlight.remove(outcome.index()));
    results.accept(Result.of(input, outcome));
  }

  private void read() {
    try {
      Input input = inputs.poll(deadline);
      if (input == null) {
        over = true;
      } else {
        take(input);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the fetcher will see it
      over = true;
    }
  }

  private void take(Input input) {
    try {
      next = input.url();
      inFlight.put(given++, input);
    } catch (URISyntaxException e) {
      results.accept(Result.invalid(input, Input.detail(e)));
    }
  }
}
