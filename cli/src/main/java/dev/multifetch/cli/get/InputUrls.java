package dev.multifetch.cli.get;

import static java.util.Objects.requireNonNull;

import dev.multifetch.Outcome;
import dev.multifetch.cli.get.files.Earlier;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.Inputs;
import dev.multifetch.cli.get.input.Places;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.frontier.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The inputs of a run: their URLs on the way into a fetcher, their outcomes on the way out.
///
/// Everything here runs on the thread that calls the fetcher.
public final class InputUrls implements Source, Consumer<Outcome> {

  private final Inputs inputs;
  private final Consumer<Result> results;
  private final Places places;
  private final Earlier earlier;

  public InputUrls(Inputs inputs, Places places, Earlier earlier, Consumer<Result> results) {
    this.inputs = inputs;
    this.earlier = earlier;
    this.places = places;
    this.results = results;
  }

  @Override
  public @Nullable URI poll() {
    for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
      URI url = url(input);
      if (url != null) {
        return url;
      }
    }
    return null;
  }

  @Override
  public boolean exhausted() {
    return inputs.isOver();
  }

  @Override
  public void onMore(Runnable wake) {
    inputs.onMore(wake);
  }

  @Override
  public Iterator<URI> iterator() {
    return new Iterator<>() {
      private @Nullable URI next;

      @Override
      public boolean hasNext() {
        while (next == null && !exhausted()) {
          next = take();
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
    };
  }

  private @Nullable URI take() {
    try {
      Input input = inputs.take();
      return input == null ? null : url(input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the fetcher will see it
      inputs.stop();
      return null;
    }
  }

  /// The URL of an input. If the text is not a URL, or an earlier run has fetched it, reports that
  /// as the input's result and returns null.
  private @Nullable URI url(Input input) {
    try {
      Optional<Result> known = earlier.result(input);
      if (known.isPresent()) {
        results.accept(known.get());
        return null;
      }
      URI url = input.url();
      places.add(input);
      return url;
    } catch (URISyntaxException e) {
      results.accept(Result.invalid(input, Input.detail(e)));
      return null;
    }
  }

  @Override
  public void accept(Outcome outcome) {
    Input input = places.remove(outcome.index(), outcome.url());
    results.accept(Result.of(input, outcome));
  }
}
