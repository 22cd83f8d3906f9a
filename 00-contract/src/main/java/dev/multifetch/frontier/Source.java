package dev.multifetch.frontier;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Where the URLs of a list come from.
public interface Source {

  /// The next URL; null where none is there at present.
  @Nullable URI poll();

  /// Whether no more will come.
  boolean exhausted();

  /// Takes URLs from a list. A list that makes its reader wait makes the frontier's caller wait.
  static Source of(Iterable<URI> urls) {
    Iterator<URI> iterator = urls.iterator();
    return new Source() {
      @Override
      public @Nullable URI poll() {
        return iterator.hasNext() ? requireNonNull(iterator.next(), "a URL") : null;
      }

      @Override
      public boolean exhausted() {
        return !iterator.hasNext();
      }
    };
  }
}
