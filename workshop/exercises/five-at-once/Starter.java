// Five at once.
//
// The program fetches one URL after another. It prints a line for each URL. While one server takes
// its time, the program asks no other server.
// Make the program faster: fetch five URLs at once, with a pool of five threads. The program still
// prints one line for each URL, and ends after the last line. The order of the lines is free.
// You are done when `./multifetch workshop check` says so.

import module java.net.http;

final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  for (String url : urls) {
    IO.println(fetch(url)); // TODO: the main thread waits here, so nobody starts the next URL
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
