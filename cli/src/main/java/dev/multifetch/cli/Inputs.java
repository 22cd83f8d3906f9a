package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is to be fetched: the arguments, then the lines of a stream.
///
/// A thread of its own reads ahead, up to a bound, because nothing ends a read that waits for
/// standard input: so this can be stopped, and tells a lull from the end.
final class Inputs {

  private static final int READ_AHEAD = 256;
  private static final Duration LULL = Duration.ofMillis(100); // a file never takes as long
  private static final Input END = new Input(-1, 0, "");

  private final BlockingQueue<Input> ready = new ArrayBlockingQueue<>(READ_AHEAD);
  private volatile boolean stopped;
  private volatile @Nullable IOException broken;
  private @Nullable Input next;
  private long line; // of the input that was taken last
  private long patience = LULL.toNanos(); // with what comes after the deadline

  /// Starts to read; closes `lines` at its end.
  Inputs(List<String> arguments, Optional<InputStream> lines) {
    Thread.ofPlatform().daemon().name("inputs").start(() -> read(arguments, lines));
  }

  /// Waits for an input as long as the run may last, and returns whether there is one.
  boolean await(Deadline deadline) throws InterruptedException {
    return await(deadline, deadline.left());
  }

  /// Returns the next input, or null in a lull and at the end.
  @Nullable Input poll(Deadline deadline) throws InterruptedException {
    if (!await(deadline, Optional.of(LULL))) {
      return null;
    }
    Input input = requireNonNull(next);
    next = null;
    line = input.line();
    return input;
  }

  private boolean await(Deadline deadline, Optional<Duration> limit) throws InterruptedException {
    if (next == null && !deadline.passed()) {
      next =
          limit.isPresent()
              ? ready.poll(limit.get().toNanos(), TimeUnit.NANOSECONDS)
              : ready.take();
    }
    if (next == null && deadline.passed()) {
      next = pollAfterDeadline();
    }
    return next != null && !next.equals(END) && !stopped;
  }

  /// What is already there is told as too late. To wait for more is over after one lull in all, or
  /// input that trickles would keep the run going for ever.
  private @Nullable Input pollAfterDeadline() throws InterruptedException {
    long began = System.nanoTime();
    Input late = ready.poll(patience, TimeUnit.NANOSECONDS);
    patience -= System.nanoTime() - began;
    return late;
  }

  /// Ends the inputs here, and wakes a thread that waits for one. May be called on any thread.
  void stop() {
    stopped = true;
    ready.clear();
    ready.offer(END); // if it is full, that wakes a waiting reader as well
  }

  /// How far the lines were taken, in words that end a sentence.
  String position() {
    return line == 0 ? "" : "; nothing was fetched of what follows line " + line;
  }

  /// Why there may be more than was read, if so.
  Optional<String> unread() {
    if (broken != null) {
      return Optional.of("the URLs could not be read to their end: " + Problems.reason(broken));
    }
    return END.equals(next)
        ? Optional.empty()
        : Optional.of("the deadline passed before the URLs ended");
  }

  private void read(List<String> arguments, Optional<InputStream> lines) {
    try {
      try {
        long index = 0;
        for (String argument : arguments) {
          ready.put(new Input(index++, 0, argument.strip()));
        }
        if (lines.isPresent()) {
          readLines(lines.get(), index);
        }
      } catch (IOException e) {
        broken = e;
      } finally {
        ready.put(END);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody knows this thread", e);
    }
  }

  private void readLines(InputStream stream, long index) throws IOException, InterruptedException {
    try (UrlLines lines = new UrlLines(new InputStreamReader(stream, UTF_8))) {
      for (UrlLines.Line line = lines.next(); line != null; line = lines.next()) {
        ready.put(new Input(index++, line.number(), line.text()));
      }
    }
  }
}
