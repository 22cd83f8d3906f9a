package dev.multifetch.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StatusFeedTest {

  @Test
  void newsAreNumberedAndComeOnceASecond() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    try (StatusFeed feed = StatusFeed.start(() -> MadeUp.running(100L * asked.incrementAndGet()))) {
      StatusFeed.News first = feed.next(0);
      StatusFeed.News second = newer(feed, first);

      assertThat(first.status()).contains(MadeUp.running(100));
      assertThat(second.status()).contains(MadeUp.running(200));
      assertThat(second.rate()).isBetween(10.0, 110.0); // 100 URLs in a second or more
    }
  }

  @Test
  void anAnswerThatIsLateHoldsUpNobody() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    try (StatusFeed feed = StatusFeed.start(() -> late(answer))) {
      StatusFeed.News before = feed.next(0); // returns after a second at most
      answer.countDown();

      assertThat(before.status()).isEmpty();
      assertThat(newer(feed, before).status()).isPresent();
    }
  }

  @Test
  void afterAFailureTheFiguresGetOlder() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    try (StatusFeed feed = StatusFeed.start(() -> onlyAtFirst(asked))) {
      StatusFeed.News first = feed.next(0);
      StatusFeed.News second = newer(feed, first);

      assertThat(second.status()).isEqualTo(first.status());
      assertThat(second.taken()).isEqualTo(first.taken());
      assertThat(second.age()).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void theLastNewsSayHowItEnded() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    StatusFeed feed =
        StatusFeed.start(
            () -> asked.getAndIncrement() == 0 ? MadeUp.running(1) : MadeUp.finished());
    StatusFeed.News first = feed.next(0);
    feed.close();

    StatusFeed.News last = feed.next(first.number());
    assertThat(first.last()).isFalse();
    assertThat(last.last()).isTrue();
    assertThat(last.status()).contains(MadeUp.finished());
  }

  @Test
  void closingDoesNotWaitForAnAnswerThatNeverComes() throws InterruptedException {
    StatusFeed feed = StatusFeed.start(() -> late(new CountDownLatch(1)));
    feed.close();

    assertThat(feed.next(0).last()).isTrue();
  }

  private static StatusFeed.News newer(StatusFeed feed, StatusFeed.News before)
      throws InterruptedException {
    StatusFeed.News news = feed.next(before.number());
    while (news.number() == before.number()) {
      news = feed.next(before.number());
    }
    return news;
  }

  private static CrawlStatus late(CountDownLatch answer) {
    try {
      answer.await();
      return MadeUp.waiting();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CrawlStatus onlyAtFirst(AtomicInteger asked) {
    if (asked.getAndIncrement() == 0) {
      return MadeUp.running(1);
    }
    throw new IllegalStateException("not a member");
  }
}
