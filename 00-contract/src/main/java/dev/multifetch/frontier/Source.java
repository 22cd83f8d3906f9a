package dev.multifetch.frontier;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A list of URLs that may have no URL now, although more will come: for example a list that a user
/// is still typing. If a caller uses it as an [Iterable], its iterator waits for URLs.
///
/// One thread reads it; the URLs may come from another thread.
public interface Source extends Iterable<URI> {

  /// The next URL; null if there is none now.
  @Nullable URI poll();

  /// Whether no more URLs will come.
  boolean exhausted();

  /// Runs `wake`, on any thread, each time a URL has come, and when it is known that no more will
  /// come.
  void onMore(Runnable wake);

  /// The list itself if it is a source. Any other list makes its reader wait when it has to.
  static Source of(Iterable<URI> urls) {
    return urls instanceof Source source ? source : new Plain(urls.iterator());
  }

  /// A list that always has its next URL ready.
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
