package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;

/// A crawler with manners: it pauses between two requests. `sleep` throws a checked exception, the
/// editor offers a catch block, and the block stays empty. A thread that asks this one to stop has
/// cut one pause short, and that is all.
final class SwallowedInterruptFetcher implements Fetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    long index = 0;
    for (URI url : urls) {
      onOutcome.accept(fetchOne(index++, url));
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      // cannot happen
    }
  }

  private static Outcome fetchOne(long index, URI url) {
    try (InputStream body = url.toURL().openStream()) {
      return fetched(index, url, 200, body.readAllBytes());
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {}
}
