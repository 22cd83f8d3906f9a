import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

final int atOnce = 5;
final Dispatcher dispatcher = new Dispatcher();
final OkHttpClient client =
    new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .callTimeout(Duration.ofSeconds(10)) // for all of it; none by default
        .build();

void main(String[] urls) {
  dispatcher.setMaxRequests(atOnce); // 64 by default
  dispatcher.setMaxRequestsPerHost(atOnce); // 5 by default
  var lines = Stream.of(urls).map(this::fetch).toList(); // waits for nothing
  lines.forEach(CompletableFuture::join); // the main thread waits here
  dispatcher.executorService().shutdown(); // its threads would live for a minute
}

CompletableFuture<Void> fetch(String url) {
  var exchange = new Exchange();
  try {
    client.newCall(new Request.Builder().url(url).build()).enqueue(exchange);
  } catch (RuntimeException e) {
    exchange.line.completeExceptionally(e);
  }
  var line = exchange.line.exceptionally("failed, %s: "::formatted);
  return line.thenAccept(text -> IO.println(text + url));
}

class Exchange implements Callback { // called by a thread of the dispatcher
  final CompletableFuture<String> line = new CompletableFuture<>();

  public void onResponse(Call call, Response response) {
    try (response) {
      line.complete(response.code() + ", " + response.body().bytes().length + " bytes: ");
    } catch (IOException e) { // thrown from here, it would be logged and the URL lost
      line.completeExceptionally(e);
    }
  }

  public void onFailure(Call call, IOException e) {
    line.completeExceptionally(e);
  }
}
