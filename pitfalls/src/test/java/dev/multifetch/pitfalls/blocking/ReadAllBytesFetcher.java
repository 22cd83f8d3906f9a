package dev.multifetch.pitfalls.blocking;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// The second attempt: time-outs, a status, and gzip to save bandwidth. The body is read to its
/// end, wherever that may be.
final class ReadAllBytesFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;

  ReadAllBytesFetcher(FetchOptions options) {
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
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout((int) options.connectTimeout().toMillis());
      connection.setReadTimeout((int) options.timeout().toMillis());
      connection.setRequestProperty("Accept-Encoding", "gzip");
      int status = connection.getResponseCode();
      boolean coded = "gzip".equals(connection.getContentEncoding());
      InputStream sent = connection.getInputStream();
      try (InputStream body = coded ? new GZIPInputStream(sent) : sent) {
        byte[] bytes = body.readAllBytes();
        return new Fetched(index, url, url, status, Headers.NONE, bytes, UNKNOWN);
      }
    } catch (IOException e) {
      return new Failed(index, url, FailureKind.CONNECTION_LOST, e.toString(), UNKNOWN);
    }
  }

  @Override
  public void close() {}
}
