package dev.multifetch.pitfalls.blocking;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;

/// The two lines that everybody knows. They work wherever a page is small, whole and there.
final class OpenStreamFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    long index = 0;
    for (URI url : urls) {
      onOutcome.accept(fetchOne(index++, url));
    }
  }

  private static Outcome fetchOne(long index, URI url) {
    try (InputStream body = url.toURL().openStream()) {
      byte[] bytes = body.readAllBytes();
      return new Fetched(index, url, url, 200, Headers.NONE, bytes, UNKNOWN);
    } catch (IOException e) {
      return new Failed(index, url, FailureKind.CONNECTION_LOST, e.toString(), UNKNOWN);
    }
  }

  @Override
  public void close() {}
}
