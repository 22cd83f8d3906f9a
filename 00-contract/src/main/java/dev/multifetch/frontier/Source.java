package dev.multifetch.frontier;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A list of URLs that may have none at present, although more are to come: such as one that
/// somebody is still typing. Where it is used as an [Iterable], its iterator waits for them.
///
/// Its reader is one thread; the URLs may come from another.
public interface Source extends Iterable<URI> {

  /// The next URL; null where none is there at present.
  @Nullable URI poll();

  /// Whether no more will come.
  boolean exhausted();

  /// Runs `wake`, on any thread, whenever a URL has come or it is known that none will.
  void onMore(Runnable wake);

  /// The list itself where it is a source. Another one makes its reader wait where it has to.
  static Source of(Iterable<URI> urls) {
    return urls instanceof Source source ? source : new Plain(urls.iterator());
  }

  /// A list that has everything at present.
  record Plain(Iterator<URI> iterator) implements Source {

    @Override
    public @Nullable URI poll() {
      return iterator.hasNext() ? requireNonNull(iterator.next(), "a URL") : null;
    }

    @Override
    public boolean exhausted() {
      return !iterator.hasNext();
    }

    @Override
    public void onMore(Runnable wake) {}
  }
}
