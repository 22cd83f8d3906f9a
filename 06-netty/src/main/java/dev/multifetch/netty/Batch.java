package dev.multifetch.netty;

import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The URLs of one `fetchEach`. Each of its `maxInFlight` lanes works off one URL after another, on
/// whichever loop the URL belongs to. URLs that were read and have no lane yet wait in `ready`,
/// outcomes wait in `outcomes`: only the caller waits there, in [#take()].
final class Batch implements AutoCloseable {

  private final Loops loops;
  private final BiConsumer<Call, Next> fetchOne;
  private final long began = System.nanoTime();
  private final Queue<UrlFetch> ready = new ConcurrentLinkedQueue<>();
  private final Deque<Integer> idle = new ConcurrentLinkedDeque<>(); // lanes
  private final Outcomes outcomes = new Outcomes();
  private final Runnable cancelDeadline;
  private int lanes;
  private long undelivered;
  private volatile @Nullable Function<UrlFetch, Done> ending;

  Batch(Loops loops, BiConsumer<Call, Next> fetchOne) {
    this.loops = loops;
    this.fetchOne = fetchOne;
    this.cancelDeadline =
        loops
            .options()
            .deadline()
            .map(d -> loops.all().getFirst().alarm(() -> end(UrlFetch::deadlinePassed), d))
            .orElse(() -> {});
  }

  /// Leaves a URL to the loops.
  void add(long index, URI url) {
    undelivered++;
    ready.add(fetch(index, url));
    Integer lane = idle.poll();
    if (lane != null) {
      work(lane, Runnable::run);
    } else if (lanes < loops.options().maxInFlight()) {
      work(lanes++, Runnable::run);
    } // else a lane takes it up when it has ended another
  }

  /// An outcome, waiting for it.
  Outcome take() throws InterruptedException {
    Outcome outcome = outcomes.take();
    undelivered--;
    return outcome;
  }

  /// An outcome, if there is one.
  @Nullable Outcome poll() {
    Outcome outcome = outcomes.poll();
    if (outcome != null) {
      undelivered--;
    }
    return outcome;
  }

  /// The one URL of a batch that has no other, and ends with it.
  Future<Outcome> only(URI url) {
    UrlFetch fetch = fetch(0, url);
    return switch (fetch.start()) {
      case Done(Outcome outcome) -> {
        close();
        yield loops.all().getFirst().succeeded(outcome);
      }
      case Send send -> {
        Call call = call(fetch, send, 0);
        call.outcome()
            .addListener(
                (Future<Outcome> ended) -> {
                  if (ended.isCancelled()) {
                    call.end(UrlFetch::cancelled);
                  }
                  close();
                });
        if (!begin(call, send)) {
          close();
          throw new IllegalStateException("this fetcher is closed");
        }
        yield call.outcome();
      }
    };
  }

  /// A lane takes up what is ready: on the caller's thread if the lane was idle, else on the loop
  /// that has just ended another URL.
  ///
  /// @param later runs what can wait until this thread has done what it has at hand
  private void work(int lane, Executor later) {
    UrlFetch fetch;
    while ((fetch = ready.poll()) != null) {
      Function<UrlFetch, Done> how = ending;
      switch (how != null ? how.apply(fetch) : fetch.start()) {
        case Send send -> {
          Call call = call(fetch, send, lane);
          call.outcome().addListener((Future<Outcome> ended) -> ended(ended.getNow(), lane, call));
          if (begin(call, send)) {
            return;
          }
          outcomes.add(fetch.cancelled().outcome(), later); // its loop has been shut down
        }
        case Done(Outcome outcome) -> outcomes.add(outcome, later);
      }
    }
    idle.push(lane);
    Integer again = ready.isEmpty() ? null : idle.poll(); // one that came before the push waits
    if (again != null) {
      work(again, later);
    }
  }

  private boolean begin(Call call, Send send) {
    return call.loop()
        .run(
            () -> {
              if (call.outcome().isDone()) {
                return; // cancelled
              }
              call.loop().atWork().add(call);
              Function<UrlFetch, Done> how = ending; // end() may have passed this loop already
              if (how != null) {
                call.end(how);
              } else {
                fetchOne.accept(call, send);
              }
            });
  }

  private void ended(Outcome outcome, int lane, Call call) {
    Executor later = call.loop()::runLater;
    outcomes.add(outcome, later);
    work(lane, later);
  }

  private UrlFetch fetch(long index, URI url) {
    return new UrlFetch(index, url, loops.options(), () -> System.nanoTime() - began);
  }

  private Call call(UrlFetch fetch, Send send, int lane) {
    return new Call(loops.of(send.request().origin(), lane), this, fetch);
  }

  /// Ends what is at work, and whatever would begin from now on.
  void end(Function<UrlFetch, Done> how) {
    ending = how;
    loops.all().forEach(loop -> loop.run(() -> loop.atWork().end(this, how)));
  }

  /// Ends what is still at work.
  @Override
  public void close() {
    if (undelivered > 0) {
      end(UrlFetch::cancelled);
    }
    cancelDeadline.run();
    loops.ended(this);
  }
}
