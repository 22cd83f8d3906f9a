package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/// The inputs of a run: the arguments, then the lines of a stream.
///
/// Nothing can interrupt a read that waits for standard input. So a separate thread reads ahead, up
/// to a bound. That is why this can be stopped, and asked without waiting.
final class Inputs {

  private static final int READ_AHEAD = 256;
  private static final Duration LULL = Duration.ofMillis(100);
  private static final Input END = new Input(-1, 0, "");

  private final boolean mayTrickle;
  private final BlockingQueue<Input> ready = new ArrayBlockingQueue<>(READ_AHEAD);
  private volatile boolean stopped;
  private volatile boolean missed;
  private volatile Runnable wake = () -> {};
  private volatile @Nullable IOException broken;
  private boolean ended;
  private long line; // the line of the last input taken
  private long patience = LULL.toNanos(); // true: inputs now come too late

  /// Starts to read, and closes `lines` at their end.
  ///
  /// @param mayTrickle whether the lines come from outside, such as a pipe: slowly, perhaps without
  ///   end
  Inputs(List<String> arguments, Optional<InputStream> lines, boolean mayTrickle) {
    this.mayTrickle = mayTrickle;
    Thread.ofPlatform().daemon().name("inputs").start(() -> read(arguments, lines));
  }

  /// Returns the next input; null if none is there yet, and at the end.
  @Nullable Input poll() {
    Input next = ready.poll();
    if (next == null) {
      missed = true;
      next = ready.poll(); // an input may have come before the reading thread could see the flag
    }
    return taken(next);
  }

  /// Waits for the next input; null at the end.
  @Nullable Input take() throws InterruptedException {
    return isOver() ? null : taken(ready.take());
  }

  /// Returns the next input that comes too late to be fetched; null at the end. All these calls
  /// together wait for at most one lull, because the next input may never come.
  @Nullable Input takeLate() throws InterruptedException {
    if (isOver() || !mayTrickle) {
      return take();
    }
    long began = System.nanoTime();
    Input late = ready.poll(patience, TimeUnit.NANOSECONDS);
    patience -= System.nanoTime() - began;
    return taken(late);
  }

  private @Nullable Input taken(@Nullable Input next) {
    if (next == null || stopped) {
      return null;
    }
    if (next.equals(END)) {
      ended = true;
      return null;
    }
    line = next.line();
    return next;
  }

  /// Whether no more inputs will come.
  boolean isOver() {
    return stopped || hasEnded();
  }

  private boolean hasEnded() {
    return ended || END.equals(ready.peek());
  }

  /// Runs `wake`, on any thread, when an input comes after a [#poll] that found nothing, and at the
  /// end.
  void onMore(Runnable action) {
    wake = action;
  }

  /// Ends the inputs here, and wakes a thread that waits for one. May be called on any thread.
  void stop() {
    stopped = true;
    ready.clear();
    ready.offer(END); // if it is full, that wakes a waiting reader as well
    wake.run();
  }

  /// How far the lines were read, as the end of a sentence.
  String position() {
    return line == 0 ? "" : "; nothing was fetched after line " + line;
  }

  /// Why some URLs may not have been read; empty if all were.
  Optional<String> unread() {
    if (broken != null) {
      return Optional.of("the URLs could not be read to their end: " + Problems.reason(broken));
    }
    return hasEnded() ? Optional.empty() : Optional.of("the deadline passed before the URLs ended");
  }

  private void read(List<String> arguments, Optional<InputStream> lines) {
    try {
      try {
        long index = 0;
        for (String argument : arguments) {
          put(new Input(index++, 0, argument.strip()));
        }
        if (lines.isPresent()) {
          readLines(lines.get(), index);
        }
      } catch (IOException e) {
        broken = e;
      } finally {
        put(END);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody else has this thread", e);
    }
  }

  private void readLines(InputStream stream, long index) throws IOException, InterruptedException {
    try (UrlLines lines = new UrlLines(new InputStreamReader(stream, UTF_8))) {
      for (UrlLines.Line line = lines.next(); line != null; line = lines.next()) {
        put(new Input(index++, line.number(), line.text()));
      }
    }
  }

  /// Wakes the reader only after a [#poll] that found nothing; else a file would wake it for each
  /// line.
  private void put(Input input) throws InterruptedException {
    ready.put(input);
    if (missed || input.equals(END)) {
      missed = false;
      wake.run();
    }
  }
}
