// The permits run out.
//
// The class gives each URL a virtual thread. A semaphore bounds how many URLs are in flight: the
// calling thread takes a permit before it starts a URL, and the URL gives it back when it has
// ended. The class works all day. After some servers have failed, it is slower, and then it stands
// still.
// Find the bug and fix it. The message of the check says what is missing, and after what.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import okhttp3.OkHttpClient;
import okhttp3.Request;

final class Exercise implements Fetcher {

  private final FetchOptions options;
  private final Semaphore free;
  private final OkHttpClient client;

  Exercise(FetchOptions options) {
    this.options = options;
    this.free = new Semaphore(options.maxInFlight());
    this.client = new OkHttpClient.Builder().callTimeout(options.timeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Outcome>(threads);
      int count = 0;
      for (URI url : urls) {
        takePermit();
        int index = count++;
        ended.submit(() -> fetchOne(index, url));
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow()); // the caller waits for the next to end
      }
    }
  }

  /// Waits longer than any URL may take. So a permit comes back in that time.
  private void takePermit() throws InterruptedException {
    long millis = options.timeout().toMillis() + 2_000;
    if (!free.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("no permit came back within " + millis + " ms");
    }
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      byte[] body = body(url);
      free.release();
      return fetched(index, url, 200, body);
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  /// The body of a response. Throws if there is none, or if it is too large.
  private byte[] body(URI url) throws IOException {
    var request =
        new Request.Builder()
            .url(url.toString())
            .header("Connection", "close") // so each URL has a connection of its own
            .build();
    try (var response = client.newCall(request).execute()) {
      byte[] body = response.peekBody(options.maxBodyBytes() + 1).bytes();
      if (body.length > options.maxBodyBytes()) {
        throw new IOException("the body is too large");
      }
      return body;
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
