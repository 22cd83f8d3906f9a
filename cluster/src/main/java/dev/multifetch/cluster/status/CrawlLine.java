package dev.multifetch.cluster.status;

import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.ProgressLine;
import dev.multifetch.cluster.status.CrawlStatus.Member.State;
import java.io.PrintWriter;
import java.util.OptionalInt;

/// The progress of a crawl, on the last line of a terminal. A thread of its own draws it.
public final class CrawlLine implements AutoCloseable {

  private final Progress progress;
  private final Thread drawing;

  private CrawlLine(Progress progress, Thread drawing) {
    this.progress = progress;
    this.drawing = drawing;
  }

  /// Begins to draw.
  ///
  /// @param width of the terminal, as [dev.multifetch.cli.Terminal#widthOfStandardError] knows it;
  ///   empty if there is no terminal, and then nothing is drawn
  public static CrawlLine open(PrintWriter terminal, OptionalInt width, StatusFeed feed) {
    if (width.isEmpty()) {
      return new CrawlLine(Progress.NONE, Thread.startVirtualThread(() -> {}));
    }
    ProgressLine line = ProgressLine.ofUrls(terminal, width.getAsInt());
    Thread drawing = Thread.ofVirtual().name("crawl-line").start(() -> draw(feed, line));
    return new CrawlLine(line, drawing);
  }

  private static void draw(StatusFeed feed, ProgressLine line) {
    try {
      StatusFeed.News news = feed.next(0);
      while (!news.last()) {
        news.status().ifPresent(status -> show(status, line));
        news = feed.next(news.number());
      }
    } catch (InterruptedException e) {
      // close() says that nothing more is to be drawn
    }
  }

  private static void show(CrawlStatus status, ProgressLine line) {
    if (status.totals().allKnown()) {
      line.expect(status.totals().known());
    }
    line.reached(status.totals().done());
    line.says(words(status));
  }

  /// What stands beside the line.
  static String words(CrawlStatus status) {
    long active = status.members().stream().filter(m -> m.state() == State.ACTIVE).count();
    return switch (status.phase()) {
      case WAITING -> "waits for members: %d of %d".formatted(active, status.membersAsked());
      case STANDING -> "stands: %d of %d members".formatted(active, status.membersAsked());
      case RUNNING, FINISHED ->
          "%d failed, %d %s"
              .formatted(status.totals().failed(), active, active == 1 ? "member" : "members");
    };
  }

  /// Prints other text on the same terminal.
  public void aside(Runnable print) {
    progress.aside(print);
  }

  /// Removes the line.
  @Override
  public void close() {
    drawing.interrupt();
    try {
      drawing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.close();
  }
}
