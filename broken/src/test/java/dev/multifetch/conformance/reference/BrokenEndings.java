package dev.multifetch.conformance.reference;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// R34 to R39 and R43 to R45, broken.
final class BrokenEndings {

  private static final Queue<SocketChannel> LEFT = new ConcurrentLinkedQueue<>(); // not for the GC

  private BrokenEndings() {}

  static Stream<Broken> all() {
    return Stream.concat(times(), leaks());
  }

  private static Stream<Broken> times() {
    return Stream.of(
        Broken.by(
            Rule.R34,
            "idle-time-only",
            "outcome that should be TIMED_OUT",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      void open(Link link) throws IOException {
                        super.open(link);
                        link.raw.setSoTimeout((int) options.timeout().toMillis());
                      }
                    }) {
                  @Override
                  Duration timeout() {
                    return Duration.ofDays(1);
                  }
                }),
        Broken.by(
            Rule.R35,
            "in-whole-seconds",
            "time that the call took",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Duration deadline() {
                    return Duration.ofSeconds(super.deadline().toSeconds() + 1);
                  }
                }),
        Broken.by(
            Rule.R35,
            "loses-what-is-finished",
            "outcome that should have worked",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
                      throws InterruptedException {
                    AtomicBoolean late = new AtomicBoolean();
                    List<Outcome> outcomes = new ArrayList<>();
                    super.fetchEach(urls, outcomes::add);
                    outcomes.forEach(o -> late.compareAndSet(false, isDeadline(o)));
                    outcomes.forEach(o -> onOutcome.accept(late.get() ? atDeadline(o) : o));
                  }
                }),
        Broken.by(
            Rule.R36,
            "swallows-the-interrupt",
            "what fetchEach threw",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
                    try {
                      super.fetchEach(urls, onOutcome);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                }),
        Broken.by(
            Rule.R37,
            "closing-is-a-fault",
            "CONNECTION_LOST",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  void cancel(Works works) {
                    works.end(fetch -> (Done) fetch.failed(new IOException("closed"), false));
                  }
                }),
        Broken.by(
            Rule.R39,
            "counts-in-an-int",
            "outcome that should have worked",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Duration timeout() {
                    int next = (int) (super.timeout().toMillis() + 1); // 2,147,483,648 is not there
                    return Duration.ofMillis(next);
                  }
                }),
        Broken.by(
            Rule.R39,
            "throws-when-nobody-listens",
            "uncaught: ",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void close() {
                    super.close();
                    Thread.ofPlatform().start(BrokenEndings::fail);
                  }
                }),
        Broken.by(
            Rule.R38,
            "leaves-the-socket-to-itself",
            "the client left its connection open",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      synchronized void drop(Link link) {
                        try {
                          if (!link.isOpen()) {
                            super.drop(link);
                          } else if (!link.raw.isInputShutdown()) {
                            link.raw.shutdownInput(); // wakes the reader; the server sees nothing
                          }
                        } catch (IOException e) {
                          throw new UncheckedIOException(e);
                        }
                      }
                    })));
  }

  private static void fail() {
    throw new IllegalStateException("closed");
  }

  private static boolean isDeadline(Outcome outcome) {
    return outcome instanceof Failed failed && failed.kind() == FailureKind.DEADLINE;
  }

  private static Failed atDeadline(Outcome o) {
    return new Failed(o.index(), o.url(), FailureKind.DEADLINE, "too late", o.timing());
  }

  private static Stream<Broken> leaks() {
    return Stream.of(
        Broken.by(
            Rule.R43,
            "loses-a-permit",
            "full concurrency after failures",
            options ->
                new ReferenceFetcher(options) {
                  private final AtomicInteger lost = new AtomicInteger();

                  @Override
                  int window() {
                    return Math.max(options.maxInFlight() - lost.get(), 7);
                  }

                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    Next next = super.fetchOne(works, visit);
                    lost.addAndGet(next instanceof Done(Failed _) ? 1 : 0);
                    return next;
                  }
                }),
        Broken.by(
            Rule.R43,
            "keeps-failed-connections",
            "the client left its connection open",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      synchronized void release(Link link, boolean reusable) {
                        if (reusable) {
                          super.release(link, true);
                        }
                      }
                    })),
        Broken.by(
            Rule.R45,
            "lets-errors-pass",
            "OutOfMemoryError",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Next failed(Work work, Throwable thrown, boolean stale) {
                    if (thrown instanceof Error error) {
                      throw error;
                    }
                    return super.failed(work, thrown, stale);
                  }
                }),
        Broken.by(
            Rule.R44,
            "leaves-idle-connections",
            "the client left its connection open",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      synchronized void close() {}
                    })),
        leaving("a-thread", "\"left behind by broken-r44\"", _ -> leftThread()),
        leaving("a-virtual-thread", "virtual thread #", _ -> leftVirtualThread()),
        leaving("an-unconnected-socket", "at no address", _ -> leftSocket()));
  }

  private static Broken leaving(String what, String seen, Consumer<FetchOptions> leak) {
    return Broken.by(
        Rule.R44,
        "leaves-" + what,
        seen,
        options -> {
          leak.accept(options);
          return new ReferenceFetcher(options);
        });
  }

  private static void leftThread() {
    Thread.ofPlatform().daemon().name("left behind by broken-r44").start(BrokenEndings::linger);
  }

  private static void leftVirtualThread() {
    Thread.startVirtualThread(BrokenEndings::linger);
  }

  private static void leftSocket() {
    try {
      LEFT.add(SocketChannel.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void linger() {
    LockSupport.parkNanos(Duration.ofSeconds(8).toNanos()); // longer than the ledger waits
  }
}
