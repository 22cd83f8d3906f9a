import module java.net.http;

final int atOnce = 5;
final Semaphore free = new Semaphore(atOnce);
final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) throws InterruptedException {
  try (var scope =
      StructuredTaskScope.open(
          StructuredTaskScope.Joiner.awaitAll(),
          limits -> limits.withTimeout(Duration.ofMinutes(1)))) { // for the whole list
    for (String url : urls) {
      free.acquire(); // the main thread waits for a free place
      if (scope.isCancelled()) {
        break; // the minute is over
      }
      scope.fork(() -> IO.println(fetch(url))); // a thread of its own waits for the URL
    }
    scope.join(); // waits for the last URL, or ends all of them after a minute
  }
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
