package dev.multifetch.benchmarks.bare;

import dev.multifetch.conformance.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The JDK's java.net.http.
final class Jdk implements BareClient {

  private final HttpClient client =
      HttpClient.newBuilder().sslContext(Certificates.trust()).build();

  @Override
  public Got get(URI url) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(url).header("Authorization", TOKEN).build();
    HttpResponse<byte[]> response = client.send(get, BodyHandlers.ofByteArray());
    return new Got(response.statusCode(), response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
