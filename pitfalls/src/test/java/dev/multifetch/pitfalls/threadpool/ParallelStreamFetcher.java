package dev.multifetch.pitfalls.threadpool;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// One word makes a stream parallel. It runs on the common pool, which the whole JVM shares and
/// which has a thread for each core: right for arithmetic, where a thread is busy, and not for
/// URLs, where it waits. As many are in flight as there are cores, and meanwhile nobody else's
/// stream gets anywhere.
final class ParallelStreamFetcher implements Fetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<URI> list = new ArrayList<>();
    urls.forEach(list::add);
    IntStream.range(0, list.size())
        .parallel()
        .mapToObj(i -> fetchOne(i, list.get(i)))
        .toList()
        .forEach(onOutcome);
  }

  private static Outcome fetchOne(long index, URI url) {
    try {
      URLConnection connection = url.toURL().openConnection();
      connection.setReadTimeout(2_000);
      try (InputStream body = connection.getInputStream()) {
        return fetched(index, url, 200, body.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a stream has no better word for it
    }
  }

  @Override
  public void close() {}
}
