// Put the lines in order: a solution. It is the program of docs/start/01-blocking.md.

import module java.net.http;

final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  for (String url : urls) {
    IO.println(fetch(url)); // waits here, for one URL after another
  }
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
