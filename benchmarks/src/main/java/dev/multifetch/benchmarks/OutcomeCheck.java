package dev.multifetch.benchmarks;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/// Checks that each URL of a batch ends exactly once, and as it should.
final class OutcomeCheck implements OutcomeListener {

  private final ExpectedBatch batch;
  private final AtomicIntegerArray ended;
  private final AtomicReference<Optional<String>> wrong = new AtomicReference<>(Optional.empty());

  OutcomeCheck(ExpectedBatch batch) {
    this.batch = batch;
    this.ended = new AtomicIntegerArray(batch.urls().size());
  }

  @Override
  public void ended(long index, int status, long bytes, long startedNanos) {
    if (index < 0 || index >= ended.length()) {
      note("there is no URL " + index);
      return;
    }
    int place = (int) index;
    if (ended.incrementAndGet(place) > 1) {
      note("URL %s ended twice".formatted(batch.urls().get(place)));
    } else if (!batch.expects(index, status, bytes)) {
      note(
          "URL %s came as %s, not as %s"
              .formatted(
                  batch.urls().get(place),
                  ExpectedBatch.words(status, bytes),
                  batch.expectation(place)));
    }
  }

  /// The first mistake; empty if there was none.
  Optional<String> firstWrong() {
    return wrong.get().or(this::lost);
  }

  private Optional<String> lost() {
    int lost = 0;
    for (int i = 0; i < ended.length(); i++) {
      lost += ended.get(i) == 0 ? 1 : 0;
    }
    return lost == 0
        ? Optional.empty()
        : Optional.of("%d of %d outcomes never came".formatted(lost, ended.length()));
  }

  private void note(String what) {
    wrong.compareAndSet(Optional.empty(), Optional.of(what));
  }
}
