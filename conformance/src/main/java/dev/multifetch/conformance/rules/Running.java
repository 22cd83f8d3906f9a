package dev.multifetch.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call of `fetchEach` on a separate thread, so that a test can watch and disturb it.
final class Running implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Fetcher fetcher;
  private final Thread caller;
  private volatile @Nullable Throwable thrown;

  Running(Fetcher fetcher, Iterable<URI> urls, Consumer<Outcome> then) {
    this.fetcher = fetcher;
    caller =
        Thread.ofPlatform()
            .name("caller")
            .start(
                () -> {
                  try {
                    fetcher.fetchEach(
                        urls,
                        outcome -> {
                          outcomes.add(outcome);
                          then.accept(outcome);
                        });
                  } catch (Throwable t) {
                    thrown = t;
                  }
                });
  }

  /// The next outcome; waits for it.
  Outcome next() throws InterruptedException {
    return next(PATIENCE);
  }

  /// The next outcome; waits for it at most this long.
  Outcome next(Duration within) throws InterruptedException {
    Outcome outcome = outcomes.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(outcome).as("next outcome within %s", within).isNotNull();
    return outcome;
  }

  /// The outcomes that were handed over and not yet taken by [#next()].
  List<Outcome> delivered() {
    return List.copyOf(outcomes);
  }

  void interrupt() {
    caller.interrupt();
  }

  /// Waits at most this long for the call to return or throw, and returns what it threw.
  Optional<Throwable> ended(Duration within) throws InterruptedException {
    assertThat(caller.join(within))
        .as("fetchEach has returned or thrown within %d ms", within.toMillis())
        .isTrue();
    return Optional.ofNullable(thrown);
  }

  Optional<Throwable> ended() throws InterruptedException {
    return ended(PATIENCE);
  }

  @Override
  public void close() throws InterruptedException {
    caller.interrupt();
    if (!caller.join(Lab.VISIBLY)) {
      fetcher.close(); // a call that ignores an interrupt
      caller.join(Lab.VISIBLY); // or that ignores everything: what it waits for is closed next
    }
  }
}
