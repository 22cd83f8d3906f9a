// Five at once: a solution. It is the program of docs/start/02-thread-pool.md.

import module java.net.http;

final int atOnce = 5;
final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  try (var pool = Executors.newFixedThreadPool(atOnce)) {
    for (String url : urls) {
      pool.execute(() -> IO.println(fetch(url))); // a thread of the pool waits
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
  }
}
