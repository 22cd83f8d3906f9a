package dev.multifetch.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a process prints, line by line, and how it ended. To close it is to kill the process.
final class Printed implements AutoCloseable {

  private final Process process;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread reader;
  private volatile int exit = -1; // it had to be killed

  Printed(Process process) {
    this.process = process;
    reader = Thread.ofPlatform().name("reader").start(this::read);
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        first.countDown();
      }
    } catch (IOException _) { // it was killed
    } finally {
      first.countDown();
    }
  }

  void awaitFirst(int seconds) throws InterruptedException {
    if (!first.await(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a program printed nothing in " + seconds + " seconds");
    }
  }

  /// The line for this URL, or nothing.
  String of(URI url) {
    List<String> all = List.copyOf(lines);
    return all.stream().filter(line -> line.endsWith(": " + url)).findFirst().orElse("");
  }

  boolean endedWell() {
    return exit == 0;
  }

  boolean died() {
    return exit > 0;
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      process.destroyForcibly().waitFor();
    } else {
      exit = process.exitValue();
    }
    reader.join();
  }
}
