package dev.multifetch.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.multifetch.results.Results;
import dev.multifetch.results.Row;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.print.PrintOptions;
import tools.jackson.databind.json.JsonMapper;

/// What a reader of the page sees, and what the page must never do.
@Tag("browser")
class ReportInBrowserTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open(folder.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void asUsual() {
    browser.prefers("light");
    browser.width(1280);
  }

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
    assertThat(
            list(
                """
        return [...document.querySelectorAll('canvas')].filter(canvas => {
          const box = canvas.getBoundingClientRect();
          if (!Chart.getChart(canvas) || box.width < 100 || box.height < 60) return true;
          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(dots.buffer)).size < 4;
        }).map(canvas => canvas.getAttribute('aria-label'))"""))
        .as("charts that are blank")
        .isEmpty();
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

  @Test
  void itsTablesHaveTheNumbersOfTheResults() throws IOException {
    Results results = MadeUp.everything();
    show(results);

    List<?> shown =
        list(
            """
        return [...document.querySelectorAll('#workloads data')].map(d => Number(d.value))""");
    List<Double> scores = results.rows().stream().map(Row::score).filter(Double::isFinite).toList();
    List<Double> figures =
        results.rows().stream()
            .filter(row -> row.track() == Track.AS_SHIPPED)
            .flatMap(row -> row.figures().values().stream())
            .toList();
    assertThat(shown.stream().map(n -> ((Number) n).doubleValue()))
        .containsAll(scores)
        .containsAll(figures);
    assertThat(
            list(
                """
        return [...document.querySelectorAll('data')].filter(d => {
          const text = d.textContent.replaceAll(',', '');
                  const digits = (text.split('.')[1] || '').length;
                  return Math.abs(text - d.value) > 0.501 * 10 ** -digits || Number(text) === 0 && d.value > 0;
                }).map(d => d.value + ' is shown as ' + d.textContent)"""))
        .isEmpty();
    assertThat(
            list(
                    """
        return [...document.querySelectorAll('#timelines data')].map(d => Number(d.value))""")
                .stream()
                .map(n -> ((Number) n).doubleValue()))
        .containsExactlyElementsOf(
            results.timelines().stream()
                .flatMap(timeline -> timeline.bars().stream())
                .flatMap(ReportInBrowserTest::times)
                .toList());
  }

  @Test
  void eachRowStandsInTheTableOfItsOwnTrack() throws IOException {
    Results results = MadeUp.usual();
    show(results);

    for (Row row : results.rows()) {
      String place =
          switch (row.track()) {
            case AS_SHIPPED -> "models as shipped";
            case CONTROLLED -> "models over " + row.transport();
            case PEER -> "peers";
            case CEILING -> "the ceiling";
          };
      String cells =
          script(
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
      assertThat(cells).contains(row.reason());
      if (row.verdict() != Verdict.OK) {
        String verdict =
            row.verdict() == Verdict.NO_DETECTABLE_DIFFERENCE
                ? "not told apart"
                : row.verdict().name().replace('_', ' ');
        assertThat(cells).containsIgnoringCase(verdict);
      }
    }
  }

  @Test
  void everyChartIsExplainedToThoseWhoCannotSeeIt() throws IOException {
    show(MadeUp.usual());

    assertThat(
            list(
                """
        return [...document.querySelectorAll('canvas')].filter(c =>
            c.getAttribute('role') !== 'img' || !/\\d/.test(c.getAttribute('aria-label'))
            || !c.closest('figure').querySelector('figcaption').textContent
            || !(c.closest('figure').querySelector('table') || c.closest('#enlarged')))
          .map(c => c.getAttribute('aria-label'))"""))
        .isEmpty();
    assertThat(
            list(
                """
        const levels = [...document.querySelectorAll('h1, h2, h3')].filter(h => h.offsetParent)
            .map(h => Number(h.tagName[1]));
        return levels.filter((level, i) => i === 0 ? level !== 1 : level > levels[i - 1] + 1)"""))
        .as("headings that skip a level")
        .isEmpty();
    assertThat(script("return document.documentElement.lang")).isEqualTo("en");
  }

  @Test
  void textOfTheResultsStaysText() throws IOException {
    String hostile =
        "</script><script>owned = 1</script><img src=x onerror=\"owned = 1\"><!-- {{style}}";
    show(MadeUp.saying(hostile));

    assertThat(script("return typeof owned")).isEqualTo("undefined");
    assertThat(list("return [...document.querySelectorAll('img')]")).isEmpty();
    assertThat(browser.driver().findElement(By.cssSelector(".reason")).getText())
        .isEqualTo(hostile);
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
  }

  @Test
  void nothingIsAskedOfAnyServer() throws IOException {
    show(MadeUp.usual());

    List<String> urls =
        browser.log(LogType.PERFORMANCE).stream()
            .map(JSON::readTree)
            .filter(
                entry ->
                    entry.at("/message/method").asString("").equals("Network.requestWillBeSent"))
            .map(entry -> entry.at("/message/params/request/url").asString())
            .toList();
    assertThat(urls).as("the page itself was asked for").isNotEmpty();
    assertThat(urls).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
  }

  @Test
  void itsPolicyForbidsItToAsk() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
        });
    server.start();
    try {
      show(MadeUp.nothing());
      Object outcome =
          browser
              .driver()
              .executeAsyncScript(
                  """
              const [url, done] = arguments;
              fetch(url, { mode: 'no-cors' }).then(() => done('answered'), () => done('refused'))""",
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(outcome).isEqualTo("refused");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theThemeFollowsTheSystemUntilTheKeyboardSaysOtherwise() throws IOException {
    browser.prefers("dark");
    show(MadeUp.usual());
    assertThat(luminance()).as("in a dark system").isLessThan(0.1);

    tabTo("theme").sendKeys(Keys.ENTER);
    assertThat(luminance()).as("after Enter on the button").isGreaterThan(0.9);
    browser.driver().switchTo().activeElement().sendKeys(Keys.SPACE);
    assertThat(luminance()).as("after Space on the button").isLessThan(0.1);
    assertThat(browser.driver().findElement(By.id("theme")).getText()).isEqualTo("Light theme");
  }

  @Test
  void theFirstStopOfTheKeyboardSkipsToTheAnswer() throws IOException {
    show(MadeUp.usual());

    browser.driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
    WebElement link = browser.driver().switchTo().activeElement();
    assertThat(link.getText()).isEqualTo("Skip to the answer");
    assertThat(link.getLocation().getX()).as("visible once it has the focus").isNotNegative();
    link.sendKeys(Keys.ENTER);
    assertThat(script("return document.activeElement.id")).isEqualTo("answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void allTextStandsOutFromWhatIsBehindIt(String theme) throws IOException {
    browser.prefers(theme);
    show(MadeUp.usual());

    assertThat(list(CONTRAST))
        .as("text with a contrast below 4.5 in the %s theme", theme)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280", "400"})
  void nothingHangsOverTheEdge(int width) throws IOException {
    browser.width(width);
    for (Results results : List.of(MadeUp.everything(), MadeUp.saying("word".repeat(100)))) {
      show(results);
      assertThat(
              script(
                  """
                  const page = document.documentElement;
                  return page.scrollWidth - page.clientWidth"""))
          .as("pixels beyond the edge of a page %d wide", width)
          .isEqualTo(0L);
    }
    assertThat(
            list(
                """
        return [...document.querySelectorAll('.scroll')].filter(s => s.tabIndex !== 0
            || !(s.getAttribute('aria-label') || s.getAttribute('aria-labelledby')))"""))
        .as("regions that the keyboard cannot scroll")
        .isEmpty();
  }

  @Test
  void onPaperItIsLightWhateverTheScreenIs() throws IOException {
    browser.prefers("dark");
    show(MadeUp.usual());
    script("addEventListener('beforeprint', () => window.ground = colour('paper')); return 1");
    byte[] pdf =
        Base64.getDecoder().decode(browser.driver().print(new PrintOptions()).getContent());

    assertThat(new String(pdf, 0, 5, US_ASCII)).isEqualTo("%PDF-");
    String text = new String(pdf, ISO_8859_1);
    assertThat(text.split("/Type /Page\\b", -1).length - 1).as("pages").isBetween(3, 40);
    assertThat(script("return window.ground")).as("what charts are drawn on").isEqualTo("#fff");
    assertThat(luminance()).as("on the screen again").isLessThan(0.1);
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    assertThat(luminance()).isGreaterThan(0.9);
    assertThat(browser.driver().findElement(By.id("theme")).isDisplayed()).isFalse();
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
  }

  private static final String CONTRAST =
      """
      const parts = (text) => text.match(/[\\d.]+/g).map(Number);
      const light = (c) => c.slice(0, 3).map((v) => v / 255)
          .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (e) => {
        for (; e; e = e.parentElement) {
          const c = parts(getComputedStyle(e).backgroundColor);
          if (c.length === 3 || c[3] > 0) return c;
        }
        return [255, 255, 255];
      };
      const words = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()
          && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
      if (words.length < 100) return ['too few texts found: ' + words.length];
      return words.filter((e) => {
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05) < 4.5;
      }).map((e) => e.textContent.slice(0, 40))""";

  private static WebElement tabTo(String id) {
    for (int stop = 0; stop < 5; stop++) {
      browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
      WebElement element = browser.driver().switchTo().activeElement();
      if (id.equals(element.getDomAttribute("id"))) {
        return element;
      }
    }
    throw new AssertionError("five times Tab does not reach #" + id);
  }

  // Of the page's ground, from 0 for black to 1 for white.
  private static double luminance() {
    return ((Number)
            script(
                """
                const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
                return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255"""))
        .doubleValue();
  }

  private static Stream<Double> times(Timeline.Bar bar) {
    return DoubleStream.of(bar.started(), bar.firstByte(), bar.finished()).boxed();
  }

  private static void show(Results results) throws IOException {
    browser.show(folder, Report.html(results));
  }

  private static List<?> list(String script) {
    return (List<?>) script(script);
  }

  private static Object script(String script, Object... arguments) {
    return requireNonNull(
        browser.driver().executeScript(script, arguments), () -> "nothing came of " + script);
  }
}
