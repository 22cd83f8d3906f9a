package dev.multifetch.cluster.status;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Asks how the crawl is, once a second, on a thread of its own. Pages and lines wait here for the
/// answers, so that an answer that is late holds up none of them.
public final class StatusFeed implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_LAST = Duration.ofSeconds(2);

  private final Supplier<CrawlStatus> source;
  private final Thread sampler;
  private final CountDownLatch closing = new CountDownLatch(1);

  private final ReentrantLock lock = new ReentrantLock(); // guards all below
  private final Condition changed = lock.newCondition();
  private final Rates rates = new Rates();
  private Optional<CrawlStatus> newest = Optional.empty();
  private Instant taken = Instant.now();
  private long takenAt = System.nanoTime();
  private long number;
  private boolean ended;

  private StatusFeed(Supplier<CrawlStatus> source) {
    this.source = source;
    this.sampler = Thread.ofVirtual().name("crawl-status").unstarted(this::sample);
  }

  /// Begins to ask.
  ///
  /// @param source may wait, and may throw: then the newest answer only gets older
  public static StatusFeed start(Supplier<CrawlStatus> source) {
    StatusFeed feed = new StatusFeed(source);
    feed.sampler.start();
    return feed;
  }

  private void sample() {
    try {
      do {
        take();
      } while (!closing.await(EVERY.toNanos(), NANOSECONDS));
      take(); // how it ended
    } catch (InterruptedException e) {
      // that answer took too long
    } finally {
      end();
    }
  }

  private void take() {
    Optional<CrawlStatus> answer;
    try {
      answer = Optional.of(source.get());
    } catch (RuntimeException e) {
      answer = Optional.empty(); // members that come and go may not answer once
    }
    lock.lock();
    try {
      if (answer.isPresent()) {
        newest = answer;
        taken = Instant.now();
        takenAt = System.nanoTime();
        rates.add(takenAt, answer.get());
      }
      number++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for news: at most a second, and no longer once this is closed.
  ///
  /// @param seen the number of the news that the caller has
  News next(long seen) throws InterruptedException {
    lock.lock();
    try {
      long left = EVERY.toNanos();
      while (number == seen && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      Duration age = Duration.ofNanos(System.nanoTime() - takenAt);
      return new News(
          number, ended, taken, age, newest, rates.now(), rates.history(), rates.ofMembers());
    } finally {
      lock.unlock();
    }
  }

  /// What is known now.
  ///
  /// @param last whether no more will come
  /// @param taken when the status was asked for
  /// @param age how long ago that was
  /// @param status empty before the first answer
  /// @param rate URLs a second, over the last ten seconds
  /// @param history URLs a second, from each of the last samples to the next
  /// @param memberRates URLs a second of the members, in their order
  record News(
      long number,
      boolean last,
      Instant taken,
      Duration age,
      Optional<CrawlStatus> status,
      double rate,
      List<Double> history,
      List<Double> memberRates) {}

  /// Asks once more, and ends. Waits at most two seconds for that answer.
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!sampler.join(LONGEST_LAST)) {
        sampler.interrupt();
      }
    } catch (InterruptedException e) {
      sampler.interrupt();
      Thread.currentThread().interrupt();
    }
    end();
  }
}
