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

/// What is to be fetched: the arguments, then the lines of a stream.
///
/// A thread of its own reads ahead, up to a bound, because nothing ends a read that waits for
/// standard input: so this can be stopped, and asked without waiting.
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
  private long line; // of the input that was taken last
  private long patience = LULL.toNanos(); // with what comes too late

  /// Starts to read; closes `lines` at its end.
  ///
  /// @param mayTrickle whether somebody else decides when the lines come, and whether they end
  Inputs(List<String> arguments, Optional<InputStream> lines, boolean mayTrickle) {
    this.mayTrickle = mayTrickle;
    Thread.ofPlatform().daemon().name("inputs").start(() -> read(arguments, lines));
  }

  /// Returns the next input; null where none is there at present, and at the end.
  @Nullable Input poll() {
    Input next = ready.poll();
    if (next == null) {
      missed = true;
      next = ready.poll(); // it may have come before the reading thread could see that
    }
    return taken(next);
  }

  /// Waits for the next input; null at the end.
  @Nullable Input take() throws InterruptedException {
    return isOver() ? null : taken(ready.take());
  }

  /// Returns the next input where nothing is to be fetched any more; null at the end. To wait for
  /// one that may never come is over after one lull in all.
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

  /// Whether no more will come.
  boolean isOver() {
    return stopped || hasEnded();
  }

  private boolean hasEnded() {
    return ended || END.equals(ready.peek());
  }

  /// Runs this, on any thread, when something has come for a [#poll] that found nothing, and at the
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

  /// How far the lines were taken, in words that end a sentence.
  String position() {
    return line == 0 ? "" : "; nothing was fetched of what follows line " + line;
  }

  /// Why there may be more than was read, if so.
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
      throw new IllegalStateException("nobody knows this thread", e);
    }
  }

  private void readLines(InputStream stream, long index) throws IOException, InterruptedException {
    try (UrlLines lines = new UrlLines(new InputStreamReader(stream, UTF_8))) {
      for (UrlLines.Line line = lines.next(); line != null; line = lines.next()) {
        put(new Input(index++, line.number(), line.text()));
      }
    }
  }

  /// Wakes nobody who has not missed it: a file would do so for each of its lines.
  private void put(Input input) throws InterruptedException {
    ready.put(input);
    if (missed || input.equals(END)) {
      missed = false;
      wake.run();
    }
  }
}
