package dev.multifetch.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrawlLineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StringWriter screen = new StringWriter();
  private final PrintWriter terminal = new PrintWriter(screen);

  @Test
  void itShowsHowFarAllMembersTogetherAre() {
    try (StatusFeed feed = StatusFeed.start(() -> MadeUp.running(5_000));
        CrawlLine _ = CrawlLine.open(terminal, OptionalInt.of(120), feed)) {
      awaitScreen("5000/20000");
      awaitScreen("100 failed, 3 members");
    }
    assertThat(screen.toString()).endsWith("\r\u001b[K"); // at the end it is gone
  }

  @Test
  void withoutATerminalItDrawsNothing() throws InterruptedException {
    try (StatusFeed feed = StatusFeed.start(() -> MadeUp.running(5_000));
        CrawlLine line = CrawlLine.open(terminal, OptionalInt.empty(), feed)) {
      feed.next(0);
      line.aside(() -> terminal.print("data"));
    }
    assertThat(screen.toString()).isEqualTo("data");
  }

  @Test
  void itSaysWhatTheCrawlWaitsFor() {
    assertThat(CrawlLine.words(MadeUp.waiting())).isEqualTo("waits for members: 1 of 3");
    assertThat(CrawlLine.words(MadeUp.standing(1))).isEqualTo("stands: 1 of 3 members");
    assertThat(CrawlLine.words(MadeUp.finished())).isEqualTo("312 failed, 1 member");
  }

  private void awaitScreen(String words) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!screen.toString().contains(words) && System.nanoTime() < giveUp) {
      Thread.onSpinWait();
    }
    assertThat(screen.toString()).contains(words);
  }
}
