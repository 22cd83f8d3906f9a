package dev.multifetch.conformance.reference;

import dev.multifetch.frontier.Source;
import java.net.URI;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A list as a fetcher takes it, for those that take it in another way.
class SourceOf implements Source {

  private final Source source;

  SourceOf(Iterable<URI> urls) {
    this.source = Source.of(urls);
  }

  @Override
  public @Nullable URI poll() {
    return source.poll();
  }

  @Override
  public boolean exhausted() {
    return source.exhausted();
  }

  @Override
  public void onMore(Runnable wake) {
    source.onMore(wake);
  }

  @Override
  public Iterator<URI> iterator() {
    return source.iterator();
  }
}
