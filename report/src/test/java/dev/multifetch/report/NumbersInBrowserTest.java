package dev.multifetch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Results;
import dev.multifetch.results.Row;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page shows the numbers of the results, each in its place.
class NumbersInBrowserTest extends ReportInBrowser {

  @Test
  void itsTablesHaveTheNumbersOfTheResults() throws IOException {
    Results results = MadeUp.everything();
    show(results);

    assertThat(shownIn("workloads"))
        .containsAll(results.rows().stream().map(Row::score).filter(Double::isFinite).toList())
        .containsAll(
            results.rows().stream()
                .filter(row -> row.track() == Track.AS_SHIPPED)
                .flatMap(row -> row.figures().values().stream())
                .toList());
    assertThat(shownIn("timelines"))
        .containsExactlyElementsOf(
            results.timelines().stream()
                .flatMap(timeline -> timeline.bars().stream())
                .flatMap(NumbersInBrowserTest::times)
                .toList());
  }

  private static List<Double> shownIn(String part) {
    return list(
            "return [...document.querySelectorAll('#%s data')].map(d => Number(d.value))"
                .formatted(part))
        .stream()
        .map(number -> ((Number) number).doubleValue())
        .toList();
  }

  private static Stream<Double> times(Timeline.Bar bar) {
    return DoubleStream.of(bar.started(), bar.firstByte(), bar.finished()).boxed();
  }

  @Test
  void itsNumbersAreRoundedAndNotChanged() throws IOException {
    show(MadeUp.everything());

    assertThat(
            list(
                """
                return [...document.querySelectorAll('data')].filter(d => {
                  const text = d.textContent.replaceAll(',', '');
                  const digits = (text.split('.')[1] || '').length;
                  return Math.abs(text - d.value) > 0.501 * 10 ** -digits
                      || Number(text) === 0 && d.value > 0;
                }).map(d => d.value + ' is shown as ' + d.textContent)"""))
        .isEmpty();
  }

  @Test
  void eachRowStandsInTheTableOfItsOwnTrack() throws IOException {
    Results results = MadeUp.usual();
    show(results);

    for (Row row : results.rows()) {
      assertThat(cells(row)).contains(row.reason());
      if (row.verdict() != Verdict.OK) {
        assertThat(cells(row)).containsIgnoringCase(words(row.verdict()));
      }
    }
  }

  private static String cells(Row row) {
    String place =
        switch (row.track()) {
          case AS_SHIPPED -> "models as shipped";
          case CONTROLLED -> "models over " + row.transport();
          case PEER -> "peers";
          case CEILING -> "the ceiling";
        };
    return script(
            """
            const [workload, place, name] = arguments;
            const section = [...document.querySelectorAll('#workloads > section')]
                .find(s => s.querySelector('h2').textContent.toLowerCase() === workload);
            const table = [...section.querySelectorAll('.scroll')]
                .find(t => t.getAttribute('aria-label').endsWith(place));
            return [...table.querySelectorAll('tbody tr')]
                .find(r => r.cells[0].textContent === name).textContent""",
            row.workload(),
            place,
            row.name())
        .toString();
  }

  private static String words(Verdict verdict) {
    return verdict == Verdict.NO_DETECTABLE_DIFFERENCE
        ? "not told apart"
        : verdict.name().replace('_', ' ');
  }
}
