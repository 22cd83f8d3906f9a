import module java.net.http;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;

final int atOnce = 5;
final Duration timeout = Duration.ofSeconds(10);
final HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();

void main(String[] urls) {
  Flowable.fromArray(urls)
      .flatMapSingle(this::fetch, true, atOnce) // asks for the next URL when one has ended
      .blockingForEach(IO::println); // the main thread waits here
}

Single<String> fetch(String url) {
  return Single.just(url)
      .map(URI::create)
      .map(uri -> HttpRequest.newBuilder(uri).timeout(timeout).build())
      .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
      .flatMap(Single::fromCompletionStage)
      .map(response -> "%d, %d bytes: ".formatted(response.statusCode(), response.body().length))
      .onErrorReturn("failed, %s: "::formatted)
      .map(line -> line + url);
}
