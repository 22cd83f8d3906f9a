package dev.multifetch.conformance.reference;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable abort = () -> giveUp(works)) {
      var ended = new ExecutorCompletionService<Outcome>(executor);
      long index = 0;
      int pending = 0;
      for (URI url : urls) {
        requireNonNull(url);
        long next = index++;
        ended.submit(() -> fetchOne(works, next, url));
        pending++;
        Future<Outcome> first = pending < window() ? ended.poll() : ended.take();
        for (; first != null; first = ended.poll()) {
          pending--;
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          onOutcome.accept(first.resultNow());
        }
      }
      for (; pending > 0; pending--) {
        onOutcome.accept(ended.take().resultNow());
      }
    } catch (InterruptedException | RuntimeException e) {
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

  Outcome fetchOne(Works works, long index, URI url) {
    Work work = new Work(work(works, index, url));
    Next next = work.fetch.start();
    Future<?> timeout = alarm(timeout(), () -> work.end(UrlFetch::timedOut));
    works.add(work);
    next = work.unlessEnded(next);
    while (next instanceof Send send) {
      next = work.unlessEnded(exchange(work, send));
    }
    works.remove(work);
    timeout.cancel(false);
    return ((Done) next).outcome();
  }

  UrlFetch work(Works works, long index, URI url) {
    return new UrlFetch(index, url, options, works::clock);
  }

  Next exchange(Work work, Send send) {
    Link link = links.lease(send);
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
