// One bad URL ends the list.
//
// The program fetches one URL after another. It prints a line for each URL: "200, 1000 bytes:
// URL". As soon as one server closes its connection too early, the program ends with an exception.
// The URLs after it have no line, although nothing is wrong with them.
// Change the program: it prints "failed, EXCEPTION: URL" for a URL that it cannot fetch, and goes
// on.
// You are done when `./multifetch workshop check` says so.

import module java.net.http;

final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) throws Exception {
  for (String url : urls) {
    IO.println(fetch(url)); // waits here, for one URL after another
  }
}

String fetch(String url) throws Exception {
  // TODO: what does the caller print if one of these lines throws?
  var request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
  var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  return "%d, %d bytes: %s".formatted(response.statusCode(), response.body().length, url);
}
