package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;

/// The command `origin` inside the test's own process, on a thread of its own.
final class RunningOrigin implements AutoCloseable {

  private final Thread thread;
  private final URI http;

  private RunningOrigin(Thread thread, URI http) {
    this.thread = thread;
    this.http = http;
  }

  static RunningOrigin start() throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out, 1 << 16);
    Thread thread =
        Thread.ofPlatform()
            .name("origin")
            .start(() -> Ran.multifetch(InputStream.nullInputStream(), out, "origin"));
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    return new RunningOrigin(thread, URI.create(lines.readLine()));
  }

  URI url(String target) {
    return http.resolve(target);
  }

  /// Ends it as a signal does, and waits for its end.
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
