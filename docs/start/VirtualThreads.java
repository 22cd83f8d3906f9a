import module java.net.http;

final int atOnce = 5;
final Semaphore free = new Semaphore(atOnce);
final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
    for (String url : urls) {
      free.acquireUninterruptibly(); // the main thread waits for a free place
      threads.execute(() -> IO.println(fetch(url))); // a thread of its own waits for the URL
    }
  } // the end of the block waits for the last URL
}

String fetch(String url) {
  try {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return "%d, %d bytes: %s".formatted(response.statusCode(), response.body().length, url);
  } catch (Exception e) {
    return "failed, %s: %s".formatted(e, url);
  } finally {
    free.release();
  }
}
