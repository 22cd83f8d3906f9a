package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Consumer;

/// A client for an API: every request has the token in its head. Redirects are followed by hand, as
/// wherever one may lead from http to https or is to be logged, and the next hop's head is made
/// like the first. Who answers with a redirect to a host of his own gets the token sent there.
final class TokenAlongFetcher implements Fetcher {

  private final FetchOptions options;

  TokenAlongFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    long index = 0;
    for (URI url : urls) {
      onOutcome.accept(fetchOne(index++, url, url));
    }
  }

  private Outcome fetchOne(long index, URI url, URI hop) {
    try {
      HttpURLConnection connection = (HttpURLConnection) hop.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      for (Headers.Field field : options.headers()) {
        connection.setRequestProperty(field.name(), field.value()); // the token, to whomever
      }
      int status = connection.getResponseCode();
      String location = connection.getHeaderField("Location");
      if (status / 100 == 3 && location != null) {
        return fetchOne(index, url, hop.resolve(location));
      }
      try (InputStream body = connection.getInputStream()) {
        return fetched(index, url, status, body.readAllBytes());
      }
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {}
}
