package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.function.Consumer;

/// Wherever a code review said "and set a time-out". A read time-out bounds the silence between two
/// bytes, and starts anew with each of them: a server that drips is never silent.
final class ReadTimeoutFetcher implements Fetcher {

  private final FetchOptions options;

  ReadTimeoutFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    long index = 0;
    for (URI url : urls) {
      onOutcome.accept(fetchOne(index++, url));
    }
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      URLConnection connection = url.toURL().openConnection();
      connection.setConnectTimeout((int) options.connectTimeout().toMillis());
      connection.setReadTimeout((int) options.timeout().toMillis()); // anew at every byte
      try (InputStream body = connection.getInputStream()) {
        return fetched(index, url, 200, body.readAllBytes());
      }
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {}
}
