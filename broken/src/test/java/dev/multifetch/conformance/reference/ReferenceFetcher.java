package dev.multifetch.conformance.reference;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.frontier.Frontier;
import dev.multifetch.frontier.Source;
import dev.multifetch.frontier.Turn;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Turn.Wait;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A fetcher that keeps the rules with sockets of the JDK alone: a virtual thread waits for each
/// exchange, the caller for the first to end, and one thread keeps the time. Each step can be
/// overridden, so that a fetcher which breaks a rule differs from it in just that.
class ReferenceFetcher implements Fetcher {

  final FetchOptions options;
  private final Links links;
  private final Codec codec;
  private final Set<Works> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final ScheduledThreadPoolExecutor alarms =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("reference-alarms").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // once closed, everything has ended anyway

  ReferenceFetcher(FetchOptions options) {
    this(new Links(options), new Codec(options));
  }

  ReferenceFetcher(Codec codec) {
    this(new Links(codec.options), codec);
  }

  ReferenceFetcher(Links links) {
    this(links, new Codec(links.options));
  }

  private ReferenceFetcher(Links links, Codec codec) {
    this.options = links.options;
    this.links = links;
    this.codec = codec;
    alarms.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    Works works = begin();
    Future<?> deadline = alarm(deadline(), () -> works.end(UrlFetch::deadlinePassed));
    try (ScratchBacklog backlog = backlog();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable abort = () -> giveUp(works)) {
      BlockingQueue<Runnable> news = new LinkedBlockingQueue<>(); // for the caller to run
      Source source = source(urls);
      Frontier frontier = frontier(works, source, backlog);
      source.onMore(() -> news.add(() -> {})); // it only asks again
      works.onEnd(() -> news.add(() -> release(frontier)));
      for (Turn turn = frontier.next(); !(turn instanceof Finished); turn = frontier.next()) {
        if (turn instanceof Begin(Visit visit)) {
          executor.execute(() -> news.add(visited(works, visit, frontier, onOutcome)));
        }
        Runnable next =
            turn instanceof Wait(long until)
                ? news.poll(until - works.clock(), TimeUnit.NANOSECONDS)
                : news.poll();
        for (; next != null; next = news.poll()) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          next.run();
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      deadline.cancel(false);
      open.remove(works);
    }
  }

  private Works begin() {
    Works works = new Works();
    open.add(works);
    if (closed) {
      open.remove(works);
      throw new IllegalStateException("this fetcher is closed");
    }
    return works;
  }

  /// Does the visit, and returns what the caller has to do when it has ended.
  private Runnable visited(
      Works works, Visit visit, Frontier frontier, Consumer<? super Outcome> onOutcome) {
    try {
      Next how = fetchOne(works, visit);
      return () -> ended(works, visit, how, frontier, onOutcome);
    } catch (Throwable defect) {
      return () -> {
        throw new IllegalStateException(defect);
      };
    }
  }

  private void ended(
      Works works, Visit visit, Next how, Frontier frontier, Consumer<? super Outcome> onOutcome) {
    switch (how) {
      case Done(Outcome outcome) -> {
        Work work = works.kept(visit.index());
        ended(frontier, visit, outcome).ifPresentOrElse(onOutcome, () -> discard(work));
      }
      case Moved(Origin to, _) -> frontier.moved(visit, to);
      case Send send -> throw new IllegalStateException("ended before it sent " + send);
    }
  }

  Next fetchOne(Works works, Visit visit) {
    boolean resumes = visit.onwardAt().isPresent();
    Work work = resumes ? works.kept(visit.index()) : new Work(work(works, visit));
    Next next = resumes ? work.fetch.resume() : work.fetch.start();
    long began = works.clock();
    Duration left = timeout().minusNanos(work.used);
    Future<?> timeout = alarm(left, () -> work.end(UrlFetch::timedOut));
    Optional<Future<?>> stall = options.stallTimeout().map(limit -> watch(work, limit));
    works.add(visit.index(), work);
    next = work.unlessEnded(next);
    while (next instanceof Send send) {
      next = work.unlessEnded(exchange(work, send));
    }
    works.remove(visit.index());
    timeout.cancel(false);
    stall.ifPresent(watching -> watching.cancel(false));
    work.used += works.clock() - began;
    works.keep(visit.index(), work);
    return next;
  }

  UrlFetch work(Works works, Visit visit) {
    boolean staysAtOrigin = !politeness().sameForAllOrigins();
    return new UrlFetch(
        visit.index(),
        visit.url(),
        visit.attempt(),
        staysAtOrigin,
        bodies().map(works::abortable),
        options,
        works::clock);
  }

  /// Where bodies go, if not to memory.
  Optional<BodyHandler> bodies() {
    return options.bodies();
  }

  /// R59: ends the work when nothing has come for so long.
  private Future<?> watch(Work work, Duration limit) {
    work.heard();
    long often = limit.dividedBy(10).toNanos();
    return alarms.scheduleAtFixedRate(
        () -> {
          if (silence(work).compareTo(limit) >= 0) {
            work.end(UrlFetch::stalled);
          }
        },
        often,
        often,
        TimeUnit.NANOSECONDS);
  }

  Duration silence(Work work) {
    return work.silence();
  }

  Next exchange(Work work, Send send) {
    Link link = links.lease(send);
    link.onInput(work::heard);
    work.onAbort(() -> links.drop(link));
    try {
      if (!link.isOpen()) {
        links.open(link);
      }
      return codec.exchange(link, send.request(), work.fetch);
    } catch (Throwable e) {
      return failed(work, e, stale(link));
    } finally {
      work.beyondAbort();
      links.release(link, reusable(work.fetch));
    }
  }

  /// R45: whatever it threw, it is this URL's outcome.
  Next failed(Work work, Throwable thrown, boolean stale) {
    return work.failed(thrown, stale);
  }

  /// R41: whether the server had closed the connection before it could see the request.
  boolean stale(Link link) {
    return link.reused() && !link.answered();
  }

  boolean reusable(UrlFetch fetch) {
    return fetch.connectionReusable();
  }

  /// How many URLs may be at work or waiting to be handed over.
  int window() {
    return options.maxInFlight();
  }

  Politeness politeness() {
    return options.politeness();
  }

  /// What a back-off is random by (R51).
  RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  ScratchBacklog backlog() {
    return new ScratchBacklog();
  }

  Source source(Iterable<URI> urls) {
    return Source.of(urls);
  }

  private Frontier frontier(Works works, Source source, ScratchBacklog backlog) {
    return new Frontier(
        window(), politeness(), source, backlog, works::clock, InstantSource.system(), random());
  }

  /// Lets the frontier judge an attempt.
  Optional<Outcome> ended(Frontier frontier, Visit visit, Outcome outcome) {
    return frontier.ended(visit, outcome);
  }

  /// R56: the URL is tried again, and what this attempt has written goes.
  void discard(Work work) {
    work.fetch.discard();
  }

  /// R55: the batch is ending, so nothing is to be waited for.
  void release(Frontier frontier) {
    frontier.release();
  }

  Duration timeout() {
    return options.timeout();
  }

  Duration deadline() {
    return options.deadline().orElse(Duration.ofDays(1));
  }

  Future<?> alarm(Duration after, Runnable action) {
    return alarms.schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The caller leaves, for whatever reason.
  void giveUp(Works works) {
    works.end(UrlFetch::cancelled);
  }

  /// R37: what is at work ends as cancelled.
  void cancel(Works works) {
    works.end(UrlFetch::cancelled);
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(this::cancel);
    alarms.shutdownNow();
    links.close();
  }
}
