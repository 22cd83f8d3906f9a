package dev.multifetch.workshop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("process")
class RaceCommandTest {

  private final StringWriter err = new StringWriter();

  @Test
  void servesThePageUntilItIsInterrupted() throws Exception {
    BlockingQueue<String> said = new ArrayBlockingQueue<>(10);
    StringWriter out =
        new StringWriter() {
          @Override
          public void flush() {
            said.add(toString());
          }
        };
    CommandLine command = command(new PrintWriter(out));
    Thread running = Thread.ofPlatform().start(() -> command.execute("--port", "0"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      String words = String.valueOf(said.poll(60, TimeUnit.SECONDS));
      assertThat(words).startsWith("Open http://127.0.0.1:").contains("Ctrl-C ends it.");
      URI page = URI.create(words.split(" ")[1]);

      assertThat(client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body())
          .contains("Six models");
      assertThat(post(client, page, "application/json", "{\"delay\": 0}"))
          .isEqualTo("400 urls must be 1 to 100, was 0\n");
      assertThat(post(client, page, "application/json", "x")).startsWith("400 these are no set");
      assertThat(post(client, page, "text/plain", "{}")).startsWith("415 Content-Type must be");
    } finally {
      running.interrupt();
      assertThat(running.join(java.time.Duration.ofSeconds(60))).as("it has ended").isTrue();
    }
  }

  @Test
  void aPortInUseIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(command(new PrintWriter(new StringWriter())).execute("--port", port)).isEqualTo(2);
      assertThat(err.toString()).contains("port " + port + ": ", "choose another, or 0 for any");
    }
  }

  @Test
  void aPortThatDoesNotExistIsNamed() {
    assertThat(command(new PrintWriter(new StringWriter())).execute("--port", "70000"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("port out of range:70000");
  }

  private static String post(HttpClient client, URI page, String type, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(page.resolve("/race/start"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private CommandLine command(PrintWriter out) {
    PrintWriter errors = new PrintWriter(err, true);
    Streams streams = new Streams(new BufferedReader(Reader.nullReader()), out, errors);
    return new CommandLine(new RaceCommand(streams)).setErr(errors);
  }
}
