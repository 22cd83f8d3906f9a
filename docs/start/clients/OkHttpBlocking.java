import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;

final int atOnce = 5;
final OkHttpClient client =
    new OkHttpClient.Builder()
        .callTimeout(Duration.ofSeconds(10)) // for all of it; none by default
        .connectionPool(new ConnectionPool(atOnce, 5, TimeUnit.MINUTES)) // keeps 5 by default
        .build();

void main(String[] urls) {
  try (var pool = Executors.newFixedThreadPool(atOnce)) {
    for (String url : urls) {
      pool.execute(() -> IO.println(fetch(url))); // a thread of the pool waits
    }
  } // the end of the block waits for the last URL
}

String fetch(String url) {
  try {
    var request = new Request.Builder().url(url).build();
    try (var response = client.newCall(request).execute()) {
      return "%d, %d bytes: %s".formatted(response.code(), response.body().bytes().length, url);
    }
  } catch (Exception e) {
    return "failed, %s: %s".formatted(e, url);
  }
}
