package dev.multifetch.pitfalls.blocking;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// A body goes to its file as a stream goes to a stream, and both are closed, as one learns. But a
/// stream is closed when all is written and when all is lost, and cannot tell the two apart: half a
/// file gets the name of a whole one.
final class ClosedFileFetcher implements Fetcher {

  private static final byte[] NOTHING = {};

  private final BodyHandler files;
  private final HttpClient client = HttpClient.newHttpClient();

  ClosedFileFetcher(FetchOptions options) {
    this.files = options.bodies().orElseThrow();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    long index = 0;
    for (URI url : urls) {
      onOutcome.accept(fetchOne(index++, url));
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body();
          OutputStream file = new FileStream(open(index, response))) {
        body.transferTo(file);
      } // closed, whatever happened
      return fetched(index, url, response.statusCode(), NOTHING);
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  private BodyWriter open(long index, HttpResponse<?> response) throws IOException {
    URI url = response.uri();
    return files.open(
        new BodyHandler.Response(index, url, url, response.statusCode(), Headers.NONE));
  }

  private static final class FileStream extends OutputStream {
    private final BodyWriter file;

    FileStream(BodyWriter file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void close() throws IOException {
      file.finish();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
