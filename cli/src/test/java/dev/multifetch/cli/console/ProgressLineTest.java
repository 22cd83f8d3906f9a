package dev.multifetch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final String ERASE = "\r\u001b[K";

  private final StringWriter screen = new StringWriter();
  private final PrintWriter terminal = new PrintWriter(screen);

  @Test
  void itShowsHowManyAreDoneAndHowManyFailed() {
    ProgressLine progress = ProgressLine.ofUrls(terminal, 120);
    progress.expect(3);
    progress.finished(false);
    progress.finished(true);
    progress.close();
    assertThat(screen.toString()).contains("66%", "2/3", "1 failed");
  }

  @Test
  void otherOutputStandsOnALineOfItsOwn_andTheBarBehindIt() {
    ProgressLine progress = ProgressLine.ofUrls(terminal, 120);
    progress.aside(() -> terminal.println("data"));
    progress.close();
    assertThat(screen.toString()).contains(ERASE + "data" + System.lineSeparator());
  }

  @Test
  void aBarOfTimeMovesOnByItself() throws Exception {
    ProgressLine progress = ProgressLine.ofTime(terminal, 120, Duration.ofSeconds(3));
    progress.says("throughput, round 7");
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!screen.toString().contains("1/3 s") && System.nanoTime() < giveUp) {
      Thread.onSpinWait();
    }
    progress.close();
    assertThat(screen.toString()).contains("33%", "1/3 s", "throughput, round 7");
  }

  @Test
  void atTheEndItIsGone() {
    ProgressLine progress = ProgressLine.ofUrls(terminal, 120);
    progress.close();
    assertThat(screen.toString()).endsWith(ERASE);
  }

  @Test
  void itFitsANarrowTerminal() {
    ProgressLine progress = ProgressLine.ofUrls(terminal, 20);
    progress.expect(1000);
    progress.finished(true);
    progress.close();
    assertThat(screen.toString().split("\r", -1))
        .allSatisfy(
            line ->
                assertThat(line.replaceAll("\u001b\\[[?0-9]*[mKlh]", "").length()).isLessThan(20));
  }

  @Test
  void aTerminalThatGetsNarrowerDoesNotWrapIt() {
    ProgressLine progress = ProgressLine.ofUrls(terminal, 120);
    progress.expect(3);
    progress.finished(false);
    progress.close();
    assertThat(screen.toString().split(Pattern.quote(ERASE)))
        .filteredOn(line -> line.contains("%"))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("\u001b[?7l") && line.endsWith("\u001b[?7h"));
  }

  @Test
  void aSpeedBelowOneHasADigitBeforeThePoint() {
    assertThat(ProgressLine.SPEED.format(0.04)).isEqualTo("0.0");
    assertThat(ProgressLine.SPEED.format(12.34)).isEqualTo("12.3");
  }
}
