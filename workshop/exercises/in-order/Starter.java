// Put the lines in order.
//
// The program fetches one URL after another. It prints a line for each URL: "200, 1000 bytes:
// URL", or "failed, EXCEPTION: URL".
// Its lines are at the end of this file, in the wrong order, without the braces that only close.
// Move each line to its place, and remove the "//" before it. Add the braces that close a block.
// You are done when `./multifetch workshop check` says so.

import module java.net.http;

final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  // TODO: two of the lines belong here
}

// TODO: the other seven lines belong here: they are the method `fetch`

// var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
// for (String url : urls) {
// } catch (Exception e) {
// return "%d, %d bytes: %s".formatted(response.statusCode(), response.body().length, url);
// String fetch(String url) {
// IO.println(fetch(url)); // waits here, for one URL after another
// return "failed, %s: %s".formatted(e, url);
// try {
// var request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
