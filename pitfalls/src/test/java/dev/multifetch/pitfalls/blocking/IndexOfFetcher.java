package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Which line of the list does this result belong to? The list knows: `indexOf`. It finds the first
/// URL that is equal, so of a URL that is there twice one result is lost and one is told twice. (It
/// also walks the whole list for each URL.)
final class IndexOfFetcher implements Fetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<URI> list = new ArrayList<>();
    urls.forEach(list::add);
    for (URI url : list) {
      onOutcome.accept(fetchOne(list.indexOf(url), url));
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
