package dev.multifetch.benchmarks.server;

import dev.multifetch.benchmarks.Pinning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A [BenchmarkServer] in a separate JVM, so that its costs are not counted as the client's. It
/// ends when it is closed. It also ends when this process ends for any reason, because its standard
/// input then ends.
public final class ServerProcess implements AutoCloseable {

  /// Flags: the whole heap from the start, and the collector for one core.
  static final List<String> FLAGS =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:MaxDirectMemorySize=1g",
          "-Dvertx.disableMetrics=true",
          "-Dvertx.disableContextTimings=true",
          "-Dvertx.disableHttpHeadersValidation=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final int START_SECONDS = 30;
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final URI http;

  private ServerProcess(Process process, URI http) {
    this.process = process;
    this.http = http;
  }

  /// Starts it on free ports, from this process's class path.
  ///
  /// @throws IOException if it does not listen within half a minute; the message has its output
  public static ServerProcess start(Pinning pinning) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(pinning.serverPrefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BenchmarkServer.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new ServerProcess(process, listening(process));
    } catch (Throwable e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// The URL at which it listens; from this, [RemoteServer#at] finds the rest.
  public URI http() {
    return http;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static URI listening(Process process) throws IOException, InterruptedException {
    CompletableFuture<URI> listening = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("origin's words").start(() -> read(process, listening));
    try {
      return listening.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the origin could not be started: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the origin did not listen within " + START_SECONDS + " s", e);
    }
  }

  /// Goes on reading after the line that it waits for, because a process stops when its pipe is
  /// full.
  private static void read(Process process, CompletableFuture<URI> listening) {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("listening on ")) {
          listening.complete(URI.create(line.split(" ")[2]));
        } else if (!listening.isDone()) {
          said.add(line);
        }
      }
      listening.completeExceptionally(
          new IOException("the origin ended before it listened: " + String.join("; ", said)));
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
  }
}
