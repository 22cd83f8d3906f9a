package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Source;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// R49, R50 and R53, broken.
final class BrokenPoliteness {

  private BrokenPoliteness() {}

  static Stream<Broken> all() {
    return Stream.of(
        ignoresTheShare(),
        followsRedirectsPastTheShare(),
        countsOriginsOnly(),
        ignoresTheInterval(),
        delaysFromTheBeginning(),
        waitsInsideTheTask(),
        looksAheadOnlySoFar(),
        keepsAllInMemory());
  }

  private static Broken ignoresTheShare() {
    return Broken.by(
        Rule.R49,
        "ignores-the-share",
        "went over its share of 3",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Politeness politeness() {
                return limits(options, Integer.MAX_VALUE, super.politeness().delay());
              }
            });
  }

  private static Broken followsRedirectsPastTheShare() {
    return Broken.by(
        Rule.R49,
        "follows-redirects-past-the-share",
        "redirects led more URLs",
        options ->
            new ReferenceFetcher(options) {
              @Override
              UrlFetch work(Works works, Visit visit) {
                return new UrlFetch(visit.index(), visit.url(), options, works::clock);
              }
            });
  }

  private static Broken countsOriginsOnly() {
    return Broken.by(
        Rule.R49,
        "counts-origins-only",
        "went over maxInFlight",
        options ->
            new ReferenceFetcher(options) {
              @Override
              int window() {
                return Integer.MAX_VALUE;
              }
            });
  }

  private static Broken ignoresTheInterval() {
    return Broken.by(
        Rule.R50,
        "ignores-the-interval",
        "time from the call to beginning 1",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Politeness politeness() {
                return limits(options, super.politeness().perOrigin(), super.politeness().delay());
              }
            });
  }

  private static Broken delaysFromTheBeginning() {
    return Broken.by(
        Rule.R50,
        "delays-from-the-beginning",
        "the pauses between the end of an exchange",
        options ->
            new ReferenceFetcher(options) {
              private final Map<String, Long> nextBeginning = new HashMap<>(); // guarded by this

              @Override
              Politeness politeness() {
                return limits(options, super.politeness().perOrigin(), Duration.ZERO);
              }

              @Override
              Next fetchOne(Works works, Visit visit) {
                LockSupport.parkNanos(nextAt(visit.url().getAuthority()) - System.nanoTime());
                return super.fetchOne(works, visit);
              }

              private synchronized long nextAt(String origin) {
                long now = System.nanoTime();
                long next = Math.max(now, nextBeginning.getOrDefault(origin, now));
                nextBeginning.put(origin, next + super.politeness().delay().toNanos());
                return next;
              }
            });
  }

  private static Broken waitsInsideTheTask() {
    return Broken.by(
        Rule.R53,
        "waits-inside-the-task",
        "next outcome within",
        options ->
            new ReferenceFetcher(options) {
              private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

              @Override
              Politeness politeness() {
                return Politeness.NONE;
              }

              @Override
              Next fetchOne(Works works, Visit visit) {
                Semaphore share =
                    shares.computeIfAbsent(
                        visit.url().getAuthority(),
                        _ -> new Semaphore(options.politeness().perOrigin()));
                share.acquireUninterruptibly();
                try {
                  return super.fetchOne(works, visit);
                } finally {
                  share.release();
                }
              }
            });
  }

  private static Broken looksAheadOnlySoFar() {
    return Broken.by(
        Rule.R53,
        "looks-ahead-only-so-far",
        "next outcome within",
        options ->
            new ReferenceFetcher(options) {
              private final AtomicInteger ahead = new AtomicInteger();

              @Override
              Source source(Iterable<URI> urls) {
                return new SourceOf(urls) {
                  @Override
                  public @Nullable URI poll() {
                    if (ahead.get() == 1_000) {
                      return null;
                    }
                    ahead.incrementAndGet();
                    return super.poll();
                  }
                };
              }

              @Override
              Next fetchOne(Works works, Visit visit) {
                ahead.decrementAndGet();
                return super.fetchOne(works, visit);
              }
            });
  }

  private static Broken keepsAllInMemory() {
    return Broken.by(
        Rule.R53,
        "keeps-all-in-memory",
        "URLs in memory",
        options ->
            new ReferenceFetcher(options) {
              @Override
              ScratchBacklog backlog() {
                return new ScratchBacklog() {
                  private final Map<Origin, Queue<Visit>> kept = new HashMap<>();

                  @Override
                  public void add(Origin origin, Visit visit) {
                    kept.computeIfAbsent(origin, _ -> new ArrayDeque<>()).add(visit);
                  }

                  @Override
                  public Visit next(Origin origin) {
                    return kept.getOrDefault(origin, new ArrayDeque<>()).remove();
                  }
                };
              }
            });
  }

  private static Politeness limits(FetchOptions options, int perOrigin, Duration delay) {
    Politeness p = options.politeness();
    return new Politeness(
        perOrigin, delay, Duration.ZERO, p.attempts(), p.longestPause(), p.retryTime());
  }
}
