import module java.net.http;

final int atOnce = 5;
final Semaphore free = new Semaphore(atOnce);
final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  for (String url : urls) {
    free.acquireUninterruptibly(); // the main thread waits for a free place
    fetch(url).thenAccept(IO::println).whenComplete((_, _) -> free.release());
  }
  free.acquireUninterruptibly(atOnce); // and then for the last URL
}

CompletableFuture<String> fetch(String url) {
  return CompletableFuture.completedFuture(url)
      .thenApply(URI::create)
      .thenApply(uri -> HttpRequest.newBuilder(uri).timeout(timeout).build())
      .thenCompose(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
      .thenApply(
          response -> "%d, %d bytes: ".formatted(response.statusCode(), response.body().length))
      .exceptionally(e -> "failed, %s: ".formatted(e.getCause()))
      .thenApply(line -> line + url);
}
