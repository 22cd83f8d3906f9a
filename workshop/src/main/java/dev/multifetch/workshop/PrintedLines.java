package dev.multifetch.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// The lines that are printed to [System#out] while this is open. As in a pipe whose reader is
/// slow, who prints waits until the line is taken.
final class PrintedLines implements AutoCloseable {

  private static final int LOOK = 20; // ms between two looks
  private static final int SILENCE = 12; // seconds: the programs give up a URL after ten

  private final BlockingQueue<String> printed = new SynchronousQueue<>();
  private final PrintStream before;
  private volatile boolean closed;

  PrintedLines(PrintStream before) {
    this.before = before;
    System.setOut(new PrintStream(new ByLine(), true, UTF_8));
  }

  /// The next line; empty if the program has ended, and no line has come for some time.
  String next(ProgramRun run) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SILENCE);
    while (System.nanoTime() < deadline) {
      boolean ended = run.ended();
      String line = printed.poll(ended ? ProgramRun.LATE * 1000 : LOOK, TimeUnit.MILLISECONDS);
      if (line != null) {
        return line;
      }
      if (ended) {
        run.end();
        return "";
      }
    }
    throw new IllegalStateException(
        "your program waits: it has printed no line for %d s; its main thread is %s"
            .formatted(SILENCE, run.place()));
  }

  @Override
  public void close() {
    closed = true;
    System.setOut(before);
  }

  private void handOver(String text) {
    try {
      while (!closed && !printed.offer(text, LOOK, TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the line is lost, as its program is
    }
  }

  private final class ByLine extends FilterOutputStream {

    private final StringBuilder line = new StringBuilder();

    ByLine() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public synchronized void write(int next) {
      if (next != '\n') {
        line.append((char) next);
      } else if (!line.isEmpty()) {
        String text = line.toString().strip();
        line.setLength(0);
        handOver(text);
      }
    }
  }
}
