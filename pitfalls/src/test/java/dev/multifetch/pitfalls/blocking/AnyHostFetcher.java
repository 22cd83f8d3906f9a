package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;

/// The test server's certificate was made for another name, the search engine knew a line that
/// helps, and the line was still there when the program went to production. A server with a valid
/// certificate for any name at all may now answer for every other.
final class AnyHostFetcher implements Fetcher {

  private final FetchOptions options;

  AnyHostFetcher(FetchOptions options) {
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
      HttpsURLConnection connection = (HttpsURLConnection) url.toURL().openConnection();
      connection.setSSLSocketFactory(options.sslContext().getSocketFactory());
      connection.setHostnameVerifier((_, _) -> true); // "host name wrong" is gone
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
