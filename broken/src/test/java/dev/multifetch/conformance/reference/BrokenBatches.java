package dev.multifetch.conformance.reference;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// R01 to R07, broken.
final class BrokenBatches {

  private BrokenBatches() {}

  static Stream<Broken> all() {
    return Stream.of(
        Broken.by(
            Rule.R01,
            "in-order-of-completion",
            "outcomes' URLs",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public List<Outcome> fetchAll(Collection<URI> urls) throws InterruptedException {
                    List<Outcome> outcomes = new ArrayList<>();
                    fetchEach(urls, outcomes::add);
                    return outcomes;
                  }
                }),
        Broken.by(
            Rule.R01,
            "without-duplicates",
            "NullPointerException",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
                      throws InterruptedException {
                    LinkedHashSet<URI> distinct = new LinkedHashSet<>();
                    urls.forEach(distinct::add);
                    super.fetchEach(distinct, onOutcome);
                  }
                }),
        Broken.by(
            Rule.R02,
            "throws-what-fails",
            "IllegalStateException",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    Next next = super.fetchOne(works, visit);
                    if (next instanceof Done(Failed failed)) {
                      throw new UncheckedIOException(new java.io.IOException(failed.detail()));
                    }
                    return next;
                  }
                }),
        Broken.by(
            Rule.R02,
            "one-kind-for-all",
            "refused: due was CONNECT_FAILED, at once, after 0 requests; was CONNECTION_LOST",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    Next next = super.fetchOne(works, visit);
                    return next instanceof Done(Failed failed)
                        ? new Done(
                            new Failed(
                                failed.index(),
                                failed.url(),
                                FailureKind.CONNECTION_LOST,
                                failed.detail(),
                                failed.timing()))
                        : next;
                  }
                }),
        Broken.by(
            Rule.R03,
            "all-at-the-end",
            "Failed[index=1",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
                      throws InterruptedException {
                    List<Outcome> outcomes = new ArrayList<>();
                    super.fetchEach(urls, outcomes::add);
                    outcomes.forEach(onOutcome);
                  }
                }),
        Broken.by(
            Rule.R03,
            "from-another-thread",
            "threads that outcomes came on",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
                      throws InterruptedException {
                    super.fetchEach(
                        urls,
                        outcome -> {
                          Thread other = Thread.startVirtualThread(() -> onOutcome.accept(outcome));
                          try {
                            other.join();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        });
                  }
                }),
        Broken.by(
            Rule.R04,
            "waits-instead-of-aborting",
            "the client left its connection open",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  void giveUp(Works works) {}
                }),
        Broken.by(
            Rule.R05,
            "one-too-many",
            "more than 16 requests were at the server at once",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  int window() {
                    return options.maxInFlight() + 1;
                  }
                }),
        Broken.by(
            Rule.R05,
            "window-over-an-unbounded-queue",
            "URLs read ahead",
            options ->
                new ReferenceFetcher(options) {
                  private final Semaphore permits = new Semaphore(options.maxInFlight());

                  @Override
                  int window() {
                    return Integer.MAX_VALUE;
                  }

                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    permits.acquireUninterruptibly();
                    try {
                      return super.fetchOne(works, visit);
                    } finally {
                      permits.release();
                    }
                  }
                }),
        Broken.by(
            Rule.R06,
            "one-lock-for-all",
            "requests at the server at once, of 32 promised",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  synchronized Next exchange(Work work, Send send) {
                    return super.exchange(work, send);
                  }
                }),
        Broken.by(
            Rule.R07,
            "one-call-at-a-time",
            "requests of both calls at the server at once",
            options ->
                new ReferenceFetcher(options) {
                  private final ReentrantLock calls = new ReentrantLock();

                  @Override
                  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
                      throws InterruptedException {
                    calls.lockInterruptibly();
                    try {
                      super.fetchEach(urls, onOutcome);
                    } finally {
                      calls.unlock();
                    }
                  }
                }));
  }
}
