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

  /// Whether the caller takes back all URLs that are not at work. These get no outcome, and
  /// `fetchEach` returns as soon as nothing is at work.
  default boolean cut() {
    return false;
  }

  /// A redirect leads to another origin. Whether the caller takes the URL from here, and fetches
  /// the rest elsewhere: then the URL gets no outcome. The thread that reads this list asks, and
  /// only if the [dev.multifetch.Politeness] treats each origin on its own.
  ///
  /// @param index the URL's place in the list, from 0
  /// @param url as this list has it
  /// @param onward where the redirect leads
  default boolean takes(long index, URI url, URI onward) {
    return false;
  }

  /// Runs `wake`, on any thread, each time a URL has come, when it is known that no more will come,
  /// and when the list is cut.
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
