package dev.multifetch.cli.get.input;

import dev.multifetch.cli.console.Problems;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The inputs of a run: the arguments, then the lines of a list.
///
/// Nothing can interrupt a read that waits for standard input. So a separate thread reads ahead, up
/// to a bound. That is why this can be stopped, and asked without waiting. After the deadline this
/// thread reads no more, because a list may be long or never end.
public final class Inputs {

  private static final int READ_AHEAD = 256;
  private static final Input END = new Input(-1, 0, "");

  private final UrlText urls;
  private final long began = System.nanoTime();
  private final long deadline; // nanoseconds after it began
  private final BlockingQueue<Input> ready = new ArrayBlockingQueue<>(READ_AHEAD);
  private volatile boolean stopped;
  private volatile boolean missed;
  private volatile Runnable wake = () -> {};
  private volatile @Nullable IOException broken;
  private volatile Optional<String> refused = Optional.empty();
  private volatile boolean cut; // the deadline passed, and there was another input
  private boolean ended;
  private @Nullable Input last; // the last input taken

  /// Starts to read, and closes the list at its end.
  ///
  /// @param deadline when to read no more, counted from here
  Inputs(
      List<String> arguments, Optional<UrlList> list, UrlText urls, Optional<Duration> deadline) {
    this.urls = urls;
    this.deadline = deadline.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    Thread.ofPlatform().daemon().name("inputs").start(() -> read(arguments, list));
  }

  /// Returns the next input; null if none is there yet, and at the end.
  public @Nullable Input poll() {
    Input next = ready.poll();
    if (next == null) {
      missed = true;
      next = ready.poll(); // an input may have come before the reading thread could see the flag
    }
    return taken(next);
  }

  /// Waits for the next input; null at the end.
  public @Nullable Input take() throws InterruptedException {
    return isOver() ? null : taken(ready.take());
  }

  private @Nullable Input taken(@Nullable Input next) {
    if (next == null || stopped) {
      return null;
    }
    if (next.equals(END)) {
      ended = true;
      return null;
    }
    last = next;
    return next;
  }

  /// Whether no more inputs will come.
  public boolean isOver() {
    return stopped || hasEnded() || (isLate() && ready.isEmpty());
  }

  private boolean hasEnded() {
    return ended || END.equals(ready.peek());
  }

  private boolean isLate() {
    return System.nanoTime() - began >= deadline;
  }

  /// Runs `wake`, on any thread, when an input comes after a [#poll] that found nothing, and at the
  /// end.
  public void onMore(Runnable action) {
    wake = action;
  }

  /// Ends the inputs here, and wakes a thread that waits for one. May be called on any thread.
  public void stop() {
    stopped = true;
    ready.clear();
    ready.offer(END); // if it is full, that wakes a waiting reader as well
    wake.run();
  }

  /// How far the inputs were read, as the end of a sentence.
  public String position() {
    if (last == null) {
      return "; no URL was begun";
    }
    String place = last.line() == 0 ? "argument " + (last.index() + 1) : "line " + last.line();
    return "; the URLs up to " + place + " were begun, and none after it";
  }

  /// How many inputs were taken.
  public long taken() {
    return last == null ? 0 : last.index() + 1;
  }

  /// Why the list is refused, if it is. Ask when the inputs are over.
  public Optional<String> refused() {
    return refused;
  }

  /// Why some URLs may not have been read; empty if all were.
  public Optional<String> unread() {
    if (broken != null) {
      return Optional.of("the URLs could not be read to their end: " + Problems.reason(broken));
    }
    return hasEnded() && !cut
        ? Optional.empty()
        : Optional.of("the deadline passed before the URLs ended");
  }

  private void read(List<String> arguments, Optional<UrlList> list) {
    try {
      try {
        if (list.isPresent()) {
          refused = list.get().begin();
        }
        if (refused.isEmpty()) {
          readAll(arguments, list);
        }
      } catch (IOException e) {
        broken = e;
      } catch (RuntimeException defect) { // else it would look like the end of the list
        broken = new IOException(defect.toString(), defect);
      } finally {
        handOver(END);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody else has this thread", e);
    }
  }

  private void readAll(List<String> arguments, Optional<UrlList> list)
      throws IOException, InterruptedException {
    long index = 0;
    for (String argument : arguments) {
      put(input(index++, 0, ListFormat.Entry.of(argument.strip())));
    }
    if (list.isPresent()) {
      readList(list.get(), index);
    }
  }

  private void readList(UrlList open, long index) throws IOException, InterruptedException {
    try (UrlList list = open) {
      for (var item = list.next(); item != null && !cut; item = list.next()) {
        put(input(index++, item.line(), item.entry()));
      }
    }
  }

  private Input input(long index, long line, ListFormat.Entry entry) {
    if (entry.problem().isPresent()) {
      return new Input(index, line, entry.url(), entry.record(), entry.problem());
    }
    try {
      String url = urls.complete(entry.url());
      Optional<String> written = Optional.of(entry.url()).filter(text -> !text.equals(url));
      return new Input(index, line, url, entry.record().or(() -> written), Optional.empty());
    } catch (URISyntaxException e) {
      return new Input(index, line, entry.url(), entry.record(), Optional.of(e.getReason()));
    }
  }

  private void put(Input input) throws InterruptedException {
    if (isLate()) {
      cut = true;
    } else {
      handOver(input);
    }
  }

  /// Wakes the reader only after a [#poll] that found nothing; else a file would wake it for each
  /// line.
  private void handOver(Input input) throws InterruptedException {
    ready.put(input);
    if (missed || input.equals(END)) {
      missed = false;
      wake.run();
    }
  }
}
