package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// The JDK's java.net.http.
final class Jdk implements BareClient {

  private final HttpClient client =
      HttpClient.newBuilder().sslContext(Certificates.trust()).build();

  @Override
  public Got get(URI url, Map<String, String> headers) throws IOException, InterruptedException {
    HttpRequest.Builder get = HttpRequest.newBuilder(url);
    headers.forEach(get::header);
    HttpResponse<byte[]> response = client.send(get.build(), BodyHandlers.ofByteArray());
    return new Got(response.statusCode(), response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
