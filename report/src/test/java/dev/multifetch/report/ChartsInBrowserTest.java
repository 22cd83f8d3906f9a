package dev.multifetch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Results;
import dev.multifetch.results.Row;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.logging.LogType;

/// The page draws a chart for each figure of the results.
class ChartsInBrowserTest extends ReportInBrowser {

  static Stream<Results> pages() {
    Row one =
        MadeUp.row(
            "a-client-with-" + "a-very-long-name-".repeat(12),
            Track.AS_SHIPPED,
            "throughput",
            100,
            Double.NaN);
    Row zero = MadeUp.row("zero", Track.PEER, "latency", 0, 0);
    Row dead = MadeUp.row("dead", Track.AS_SHIPPED, "latency", Double.NaN, Double.NaN, Verdict.DNF);
    return Stream.of(
        MadeUp.everything(),
        MadeUp.usual(),
        MadeUp.nothing(),
        MadeUp.of(one),
        MadeUp.of(dead),
        MadeUp.of(zero, one, dead));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void drawsEveryChartWithoutAComplaint(Results results) throws IOException {
    show(results);

    assertThat(browser.log(LogType.BROWSER)).as("complaints on the console").isEmpty();
    assertThat(script("return document.getElementById('facts').rows.length")).isEqualTo(11L);
    String blank =
        """
        return [...document.querySelectorAll('canvas')].filter(canvas => {
          const box = canvas.getBoundingClientRect();
          if (!Chart.getChart(canvas) || box.width < 100 || box.height < 60) return true;
          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(dots.buffer)).size < 4;
        }).map(canvas => canvas.getAttribute('aria-label'))""";
    assertThat(list(blank)).as("charts that are blank").isEmpty();
  }

  @Test
  void drawsAChartForWhateverHasAFigure() throws IOException {
    show(MadeUp.usual());

    // Two workloads: as shipped, peers, five costs, percentiles; six timelines, each twice.
    assertThat(list("return [...document.querySelectorAll('canvas')]")).hasSize(2 * 8 + 2 * 6);
  }

  @Test
  void aReaderMaySeeTwoModelsBesideEachOther() throws IOException {
    show(MadeUp.usual());
    String shown =
        """
        return [...document.querySelectorAll('#timelines figure')].filter(f => f.offsetHeight > 0)
          .map(f => f.querySelector('figcaption').firstChild.textContent)""";
    assertThat(list(shown)).hasSize(12);

    choose("First model", "netty");
    choose("Second model", "blocking");
    assertThat(Set.copyOf(list(shown))).isEqualTo(Set.of("netty", "blocking"));
    assertThat(list(shown)).hasSize(4);

    choose("First model", "");
    choose("Second model", "");
    assertThat(list(shown)).hasSize(12);
  }

  private void choose(String label, String value) {
    list(
        """
        const choice = document.querySelector('select[aria-label="%s"]');
        choice.value = '%s';
        choice.dispatchEvent(new Event('change'));
        return [];"""
            .formatted(label, value));
  }
}
