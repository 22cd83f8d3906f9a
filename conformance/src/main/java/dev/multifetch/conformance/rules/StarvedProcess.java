package dev.multifetch.conformance.rules;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A JVM with few resources: 512 file descriptors and a heap of 48 MiB, which it then uses up. It
/// finds its fetcher by name, as the command line does. Its parent runs the server.
public final class StarvedProcess {

  private static final String CLOSING =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"; // nothing to reuse

  private static final int BATCH = 8;

  private StarvedProcess() {}

  /// How a batch without this resource ended, in words.
  static String of(Lab lab, String want) throws IOException, InterruptedException {
    ScriptedServer server =
        lab.server(
            connection -> {
              boolean endless = connection.request().startsWith("GET /endless");
              connection.answer(endless ? "HTTP/1.1 200 OK\r\n\r\n" : CLOSING);
              byte[] piece = new byte[64 << 10];
              while (endless) {
                connection.send(piece);
              }
            });
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 512 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                StarvedProcess.class.getName(),
                lab.variant(),
                want,
                server.url("/").toString())
            .redirectErrorStream(true)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly(); // the test's time may be over first
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Queue<String> uncaught = new ConcurrentLinkedQueue<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(thread + ": " + e));
    URI url = URI.create(args[2]);
    String seen;
    try (Fetcher fetcher = factory(args[0]).open(options())) {
      fetcher.fetchAll(batch(url)); // loads what a batch needs
      fetcher.fetchAll(batch(URI.create("http://" + Scripts.UNREACHABLE + "/")));
      seen =
          switch (args[1]) {
            case "descriptors" -> withoutDescriptors(fetcher, url);
            default -> withoutMemory(fetcher, url);
          };
      seen += ", then " + counted(fetcher.fetchAll(batch(url)));
    }
    System.out.println(
        seen + (uncaught.isEmpty() ? ", nothing uncaught" : ", uncaught " + uncaught));
  }

  private static FetcherFactory factory(String name) {
    return ServiceLoader.load(FetcherFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no FetcherFactory is called " + name + ": list it in META-INF/services"));
  }

  private static FetchOptions options() {
    return FetchOptions.builder()
        .maxInFlight(BATCH)
        .timeout(Duration.ofSeconds(10))
        .maxBodyBytes(Integer.MAX_VALUE - 8)
        .build();
  }

  private static List<URI> batch(URI url) {
    return Collections.nCopies(BATCH, url);
  }

  private static String withoutDescriptors(Fetcher fetcher, URI url) throws InterruptedException {
    Deque<FileInputStream> hoard = new ArrayDeque<>();
    try {
      fill(hoard);
      fetcher.fetchAll(
          batch(url)); // a thread may have held a descriptor while the hoard was filled
      fill(hoard);
      return counted(fetcher.fetchAll(batch(url)));
    } finally {
      hoard.forEach(StarvedProcess::close);
    }
  }

  private static void fill(Deque<FileInputStream> hoard) {
    try {
      while (true) {
        hoard.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      // no descriptor is left
    }
  }

  private static void close(FileInputStream file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new IllegalStateException("/dev/null did not close", e);
    }
  }

  private static String withoutMemory(Fetcher fetcher, URI url) throws InterruptedException {
    List<URI> urls = new ArrayList<>(batch(url));
    urls.set(0, url.resolve("/endless"));
    return counted(fetcher.fetchAll(urls));
  }

  private static String counted(List<Outcome> outcomes) {
    return outcomes.stream()
        .collect(groupingBy(StarvedProcess::kind, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(joining(" "));
  }

  private static String kind(Outcome outcome) {
    return outcome instanceof Failed failed ? failed.kind().name() : "Fetched";
  }
}
