import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;

final int atOnce = 5;
final Semaphore free = new Semaphore(atOnce);
final ConnectionConfig timeouts =
    ConnectionConfig.custom()
        .setConnectTimeout(10, TimeUnit.SECONDS)
        .setSocketTimeout(10, TimeUnit.SECONDS) // between two reads; none by default
        .build();
final PoolingAsyncClientConnectionManagerBuilder connections =
    PoolingAsyncClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(timeouts)
        .setMaxConnTotal(atOnce) // 25 by default
        .setMaxConnPerRoute(atOnce); // 5 by default
final CloseableHttpAsyncClient client =
    HttpAsyncClients.custom().setConnectionManager(connections.build()).build();

void main(String[] urls) throws IOException {
  try (client) {
    client.start();
    for (String url : urls) {
      free.acquireUninterruptibly(); // the main thread waits for a free place
      fetch(url).thenAccept(IO::println).whenComplete((_, _) -> free.release());
    }
    free.acquireUninterruptibly(atOnce); // and then for the last URL
  }
}

CompletableFuture<String> fetch(String url) {
  var response = new Response();
  try {
    client.execute(SimpleRequestBuilder.get(url).build(), response); // returns at once
  } catch (RuntimeException e) {
    response.failed(e);
  }
  return response.line.exceptionally("failed, %s: "::formatted).thenApply(line -> line + url);
}

class Response implements FutureCallback<SimpleHttpResponse> { // called by a thread of the client
  final CompletableFuture<String> line = new CompletableFuture<>();

  public void completed(SimpleHttpResponse response) {
    int length = response.getBody() == null ? 0 : response.getBodyBytes().length;
    line.complete(response.getCode() + ", " + length + " bytes: ");
  }

  public void failed(Exception e) {
    line.completeExceptionally(e);
  }

  public void cancelled() {
    line.cancel(false);
  }
}
