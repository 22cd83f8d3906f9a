package dev.multifetch.cli.console;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// A progress bar on the last line of a terminal: what is done, of URLs or of the time that a run
/// takes, and the time left. Other output goes above the bar: the bar is removed, and drawn again
/// below the output.
public final class ProgressLine implements Progress {

  private static final String ERASE = "\r\u001b[K"; // ECMA-48 section 8.3.41, to the line's end

  /// Between these two a terminal does not wrap. If the user makes it narrower, it cuts the bar
  /// off, and the bar stays on one line (DECAWM, a private mode of ECMA-48 section 8.3.106).
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  /// A speed below one has a digit before the point, too.
  static final DecimalFormat SPEED =
      new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private static final int REDRAWN_EVERY_MILLIS = 200;

  private final PrintWriter terminal;
  private final ProgressBar bar;
  private String shown = "";
  private long failed;
  private volatile boolean closed;

  private ProgressLine(PrintWriter terminal, int width, UnaryOperator<ProgressBarBuilder> kind) {
    this.terminal = terminal;
    boolean plain = !Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setStyle(plain ? ProgressBarStyle.ASCII : ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setConsumer(new LastLine(width - 1)) // a full line would wrap
            .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
            .continuousUpdate();
    bar = kind.apply(builder).build();
  }

  /// A bar that moves with each URL.
  public static ProgressLine ofUrls(PrintWriter terminal, int width) {
    return new ProgressLine(terminal, width, builder -> builder.showSpeed(SPEED));
  }

  /// A bar that moves with each second of the time that a run takes.
  public static ProgressLine ofTime(PrintWriter terminal, int width, Duration expected) {
    ProgressLine line = new ProgressLine(terminal, width, builder -> builder.setUnit(" s", 1));
    line.bar.maxHint(expected.toSeconds());
    Thread.startVirtualThread(() -> line.tick(expected.toSeconds()));
    return line;
  }

  private void tick(long seconds) {
    try {
      for (long i = 0; i < seconds && !closed; i++) {
        Thread.sleep(Duration.ofSeconds(1));
        bar.step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says how many URLs there are.
  public void expect(long urls) {
    bar.maxHint(urls);
  }

  /// Says how many URLs there are, once another thread has counted them.
  public void expect(Callable<Long> count) {
    Thread.startVirtualThread(
        () -> {
          try {
            bar.maxHint(count.call());
          } catch (Exception e) {
            // the run meets the same error, and reports it
          }
        });
  }

  @Override
  public void finished(boolean asFailed) {
    failed += asFailed ? 1 : 0;
    says(failed + " failed");
    bar.step();
  }

  /// So many URLs are finished, by somebody else's count.
  public void reached(long urls) {
    bar.stepTo(urls);
  }

  @Override
  public void says(String text) {
    bar.setExtraMessage(" " + text);
  }

  @Override
  public synchronized void aside(Runnable print) {
    terminal.print(ERASE);
    terminal.flush();
    print.run();
    terminal.print(shown);
    terminal.flush();
  }

  private synchronized void show(String text) {
    shown = text.isEmpty() ? "" : NO_WRAP + text + WRAP;
    terminal.print(ERASE + shown);
    terminal.flush();
  }

  @Override
  public void close() {
    if (closed) { // or the bar would be drawn below what came after it
      return;
    }
    closed = true;
    bar.close();
    show(""); // the bar does not clear its line if it was drawn only once
  }

  /// Where the bar is drawn, on a separate thread.
  private final class LastLine implements ProgressBarConsumer {
    private final int width;

    LastLine(int width) {
      this.width = width;
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public void accept(String rendered) {
      show(rendered);
    }

    @Override
    public void close() {}
  }
}
