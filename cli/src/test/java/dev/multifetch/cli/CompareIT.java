package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import dev.multifetch.results.Row;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What only the packaged jar shows: that it starts JVMs of itself.
@Timeout(120)
@Tag("process")
class CompareIT {

  @TempDir private Path folder;

  @Test
  void aRealRunHasARowThatWasMeasured_andAFlameGraph() throws Exception {
    Path json = folder.resolve("a.json");
    Executed ran =
        Executed.run(
            java(
                "compare",
                "--quick",
                "--models",
                "netty",
                "--workloads",
                "throughput",
                "--urls",
                "2000",
                "--profile",
                folder.toString(),
                "--export-json",
                json.toString()),
            folder);
    assertThat(ran.err()).contains("models: 1, in throughput");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    Results results = ResultsJson.read(Files.readString(json));
    Row row = results.rows().getFirst();
    assertThat(row.score()).as(row.reason()).isGreaterThan(100);
    assertThat(row.ratio()).isGreaterThan(0);
    assertThat(results.environment().command()).startsWith("multifetch compare --quick");
    assertThat(ran.out()).contains("throughput, as shipped (ceiling ", "netty");
    assertThat(folder.resolve("netty.html")).content().contains("netty, throughput: CPU time");
  }

  @Test
  void originServesUntilItIsEnded() throws Exception {
    Process process = java("origin").redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      URI url = URI.create(output.readLine()).resolve("/bytes/17");
      assertThat(client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body())
          .hasSize(17);
      process.toHandle().destroy(); // not process.destroy(), which closes its output as well
      assertThat(output.lines()).anySatisfy(line -> assertThat(line).contains("?delay=50ms"));
      assertThat(process.waitFor()).isEqualTo(143); // 128 + SIGTERM
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Executed.JAVA.toString(), "-jar", Executed.JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
