package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.multifetch.cli.compare.Measurements;
import dev.multifetch.cli.console.Streams;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Runs a few commands, right and wrong ones, and says nothing. The JVM can watch this run, and
/// keep what it finds out about our classes for later starts. The launcher does that after the
/// first `get`, and `workshop start` does it too.
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {

  private static final int URLS = 20;

  private final Measurements measurements;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "With exercises; what is in it changes.")
  private Optional<String> folder = Optional.empty();

  TrainCommand(Measurements measurements) {
    this.measurements = measurements;
  }

  @Override
  public Integer call() throws IOException {
    fetch();
    run("get", "wrong://");
    run("models");
    folder.ifPresent(this::learn);
    return ExitCode.OK;
  }

  /// Fetches from a server on the loopback, which takes no TLS, so a handshake begins and fails.
  private void fetch() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TrainCommand::answer);
    server.start();
    Path saved = Files.createTempDirectory("multifetch-training");
    try {
      String place = "127.0.0.1:" + server.getAddress().getPort() + "/";
      Stream<String> urls = Stream.generate(() -> "http://" + place).limit(URLS);
      run(Stream.concat(Stream.of("get"), urls).toArray(String[]::new));
      run("get", "--json", "--retry", "1", "--output-dir", saved.toString(), "http://" + place);
      run("get", "--timeout", "1s", "https://" + place);
    } finally {
      server.stop(0);
      try (Stream<Path> files = Files.walk(saved)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 1);
      exchange.getResponseBody().write('.');
    }
  }

  private void learn(String exercises) {
    run("workshop", "list", "--dir", exercises);
    run("workshop", "check", "--dir", exercises);
    run("workshop", "list", "--wrong");
  }

  private void run(String... words) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Streams silent =
        new Streams(
            InputStream.nullInputStream(),
            nowhere,
            new PrintWriter(nowhere, false, UTF_8),
            Map.of());
    var _ = Multifetch.commandLine(silent, measurements, words).execute(words);
  }
}
