package dev.multifetch.workshop.predict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Sends answers to the teacher's page. A page that cannot be reached is said once, and then left
/// alone: a class does not wait for it at each answer.
final class Votes implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(3);
  private static final String VOTER = UUID.randomUUID().toString(); // one for each process

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(BOUND).build();
  private final URI page;
  private boolean reachable = true;

  /// @param teacher the page's address, such as `http://192.0.2.7:8080`
  Votes(URI teacher) {
    page = URI.create(teacher.toString().replaceFirst("/*(v/*)?$", "") + "/vote");
  }

  /// Sends one answer.
  ///
  /// @return what went wrong, in a line
  Optional<String> send(String question, String answer) throws InterruptedException {
    if (!reachable) {
      return Optional.empty();
    }
    Optional<String> wrong = post(Map.of("question", question, "answer", answer, "voter", VOTER));
    reachable = wrong.isEmpty();
    return wrong.map(
        why ->
            "The teacher's page %s does not take your answers (%s). They stay here; go on."
                .formatted(page, why));
  }

  private Optional<String> post(Map<String, String> fields) throws InterruptedException {
    HttpRequest vote =
        HttpRequest.newBuilder(page)
            .timeout(BOUND)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build();
    try {
      int status = client.send(vote, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("status " + status);
    } catch (HttpTimeoutException e) {
      return Optional.of("no answer within " + Words.time(BOUND));
    } catch (ConnectException e) {
      return Optional.of("no connection");
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
