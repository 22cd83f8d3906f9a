package dev.multifetch.conformance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.soak.RoundPlan.Wanted;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs one batch as planned, on a separate thread, and checks it: each URL has one outcome, as its
/// disturbance requires, and the call ends in time.
final class Round {

  private final RoundPlan plan;
  private final Fetcher fetcher;
  private final SoakCounts counts;
  private final Duration patience;
  private final BitSet seen = new BitSet(); // only the caller uses it, until it has ended
  private final RuntimeException enough = new RuntimeException("enough, as planned");
  private volatile @Nullable Throwable thrown;

  /// @param patience beyond the time that the work may take
  Round(RoundPlan plan, Fetcher fetcher, SoakCounts counts, Duration patience) {
    this.plan = plan;
    this.fetcher = fetcher;
    this.counts = counts;
    this.patience = patience;
  }

  /// @param inFlight how many of its URLs are at work at once
  void run(int inFlight) throws InterruptedException {
    // A virtual thread would share the few carriers with the server, and starve.
    Thread caller = Thread.ofPlatform().name("soak caller").start(this::call);
    if (plan.ending() == BatchEnding.INTERRUPTED || plan.ending() == BatchEnding.CLOSED) {
      caller.join(plan.after());
      disturb(caller);
      awaitEnd(caller, plan.options().timeout()); // 01 is in a read until then
    } else {
      int turns = Math.ceilDiv(plan.urls().size(), inFlight);
      awaitEnd(caller, plan.options().timeout().multipliedBy(turns));
    }
    checkEnd();
    counts.ended(plan.ending());
  }

  private void disturb(Thread caller) {
    if (plan.ending() == BatchEnding.INTERRUPTED) {
      caller.interrupt();
    } else {
      fetcher.close();
    }
  }

  private void awaitEnd(Thread caller, Duration bound) throws InterruptedException {
    if (!caller.join(bound.plus(patience))) {
      String where =
          Arrays.stream(caller.getStackTrace())
              .map(frame -> "\n    at " + frame)
              .collect(Collectors.joining());
      caller.interrupt();
      throw new AssertionError(
          "a call hangs: %d of %d outcomes came, then nothing, for %s and more; it waits%s"
              .formatted(seen.cardinality(), plan.urls().size(), bound.plus(patience), where));
    }
  }

  private void call() {
    try {
      fetcher.fetchEach(this::urls, this::take);
    } catch (Throwable t) {
      thrown = t;
    }
  }

  private Iterator<URI> urls() {
    Iterator<Wanted> wanted = plan.urls().iterator();
    return new Iterator<>() {
      private int read;

      @Override
      public boolean hasNext() {
        return wanted.hasNext();
      }

      @Override
      public URI next() {
        if (plan.ending() == BatchEnding.URLS_THROW && read++ == plan.at()) {
          throw enough;
        }
        return wanted.next().url();
      }
    };
  }

  private void take(Outcome outcome) {
    int index = Math.toIntExact(outcome.index());
    assertThat(seen.get(index)).as("a second outcome for URL %d: %s", index, outcome).isFalse();
    seen.set(index);
    check(plan.urls().get(index), outcome);
    counts.count(outcome);
    if (plan.lingers()) {
      LockSupport.parkNanos(1_000_000);
    }
    if (seen.cardinality() == plan.at() + 1) {
      switch (plan.ending()) {
        case CONSUMER_THROWS -> throw enough;
        case CLOSED_BY_CONSUMER -> fetcher.close();
        case LEFT_ALONE, INTERRUPTED, URLS_THROW, CLOSED, DEADLINE -> {}
      }
    }
  }

  private void check(Wanted wanted, Outcome outcome) {
    assertThat(outcome.url()).as("URL of %s", outcome).isEqualTo(wanted.url());
    switch (outcome) {
      case Fetched fetched -> {
        assertThat(wanted.disturbance().kind()).as("how %s should have failed", fetched).isEmpty();
        assertThat(fetched.status())
            .as("status of %s", fetched)
            .isEqualTo(wanted.disturbance().status());
        assertThat(fetched.text()).as("body of %s", fetched).isEqualTo(wanted.token());
      }
      case Failed failed ->
          assertThat(
                  wanted.disturbance().kind().filter(failed.kind()::equals).isPresent()
                      || maybe(failed.kind()))
              .as("%s is what %s leads to", failed, wanted.disturbance())
              .isTrue();
    }
  }

  /// What may happen to any URL: a time-out on a busy machine, or the planned end.
  private boolean maybe(FailureKind kind) {
    return switch (plan.ending()) {
      case LEFT_ALONE, INTERRUPTED, CONSUMER_THROWS, URLS_THROW -> kind == FailureKind.TIMED_OUT;
      case CLOSED, CLOSED_BY_CONSUMER ->
          kind == FailureKind.TIMED_OUT || kind == FailureKind.CANCELLED;
      case DEADLINE -> kind == FailureKind.TIMED_OUT || kind == FailureKind.DEADLINE;
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same exception object that was thrown
  private void checkEnd() {
    Throwable end = thrown;
    if (end == null) {
      assertThat(seen.cardinality())
          .as("outcomes of a call that returned")
          .isEqualTo(plan.urls().size());
    }
    boolean asPlanned =
        switch (plan.ending()) {
          case LEFT_ALONE, DEADLINE, CLOSED_BY_CONSUMER -> end == null;
          case INTERRUPTED -> end == null || end instanceof InterruptedException;
          case CONSUMER_THROWS, URLS_THROW -> end == enough;
          case CLOSED -> end == null || (end instanceof IllegalStateException && seen.isEmpty());
        };
    if (!asPlanned) {
      throw end instanceof AssertionError seenByConsumer
          ? seenByConsumer
          : new AssertionError("the call did not end as planned: " + end, end);
    }
  }
}
