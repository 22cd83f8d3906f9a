package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/// Passes bodies on unchanged, and lets a test wait until this many bytes have passed.
final class Watched implements BodyHandler {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BodyHandler bodies;
  private int written; // bytes; guarded by this

  private Watched(BodyHandler bodies) {
    this.bodies = bodies;
  }

  static Watched toFile(Path path) {
    return new Watched(BodyHandler.toFiles(_ -> path));
  }

  synchronized void awaitWritten(int bytes) throws InterruptedException {
    long began = System.nanoTime();
    while (written < bytes) {
      long left = PATIENCE.minusNanos(System.nanoTime() - began).toMillis();
      assertThat(left).as("time for %d bytes to be written", bytes).isPositive();
      wait(left);
    }
  }

  private synchronized void written(int bytes) {
    written += bytes;
    notifyAll();
  }

  @Override
  public BodyWriter open(Response response) throws IOException {
    BodyWriter writer = bodies.open(response);
    return new BodyWriter() {
      @Override
      public void write(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        writer.write(piece);
        written(length);
      }

      @Override
      public void finish() throws IOException {
        writer.finish();
      }

      @Override
      public void abort() {
        writer.abort();
      }
    };
  }
}
