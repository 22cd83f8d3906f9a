package dev.multifetch.workshop.race;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.multifetch.report.Browser;
import dev.multifetch.workshop.race.Event.Began;
import dev.multifetch.workshop.race.Event.Ended;
import dev.multifetch.workshop.race.Event.Seen;
import dev.multifetch.workshop.race.Settings.Spread;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/// What a hall sees is what the lanes said and what the server saw.
@Tag("browser")
class RaceInBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path folder;

  private static Browser browser;
  private static RacePage page;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open(folder.resolve("profile"));
    page = RacePage.open(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void show() {
    browser.prefers("light");
    browser.size(1280, 720);
    browser.show(page.url());
    await("return document.getElementById('forecast').textContent !== ''");
  }

  @AfterEach
  void nothingIsWrongAndNothingCameFromOutside() {
    assertThat(browser.log(LogType.BROWSER)).as("complaints on the console").isEmpty();
    assertThat(browser.log(LogType.PERFORMANCE).stream())
        .filteredOn(message -> message.contains("Network.requestWillBeSent\""))
        .isNotEmpty()
        .allMatch(
            message ->
                message.contains("\"url\":\"" + page.url()) || message.contains("\"url\":\"data:"));
  }

  @Test
  void theBarsAreTheEvents() {
    race("20", "some", "20", "10");

    for (String lane : Race.LANES) {
      double began = began(lane);
      Map<Integer, Ended> outcomes = outcomes(lane);
      List<Bar> bars = shown(lane);
      assertThat(bars).as(lane).extracting(Bar::n).hasSize(100).doesNotHaveDuplicates();
      for (Bar bar : bars) {
        Ended outcome = outcomes.getOrDefault(bar.n, MISSING);
        String name = lane + " " + outcome;
        assertThat(bar.start).as(name).isCloseTo(began + outcome.started(), within(bar.pixel));
        assertThat(bar.end)
            .as(name)
            .isCloseTo(began + outcome.finished(), within(3 * bar.pixel)); // 2 px at least
        assertThat(bar.failed).as(name).isEqualTo(!outcome.kind().equals("answered"));
      }
    }
  }

  private static final Ended MISSING = new Ended(-1, -1, -1, -1, "missing");

  /// A bar on the screen.
  ///
  /// @param start where it is, in milliseconds of the axis
  /// @param pixel how many milliseconds a pixel is
  private record Bar(int n, double start, double end, boolean failed, double pixel) {}

  private static List<Bar> shown(String lane) {
    return list(
            """
            const track = bars('%s')[0].parentElement.getBoundingClientRect();
            const pixel = document.getElementById('axis').dataset.span / track.width;
            return [...bars('%s')].map(bar => {
              const box = bar.getBoundingClientRect();
              return [bar.dataset.n, (box.left - track.left) * pixel, (box.right - track.left) * pixel,
                bar.className === 'failed', pixel].join(' ');
            })"""
                .formatted(lane, lane))
        .stream()
        .map(line -> line.toString().split(" "))
        .map(
            bar ->
                new Bar(
                    Integer.parseInt(bar[0]),
                    Double.parseDouble(bar[1]),
                    Double.parseDouble(bar[2]),
                    Boolean.parseBoolean(bar[3]),
                    Double.parseDouble(bar[4])))
        .toList();
  }

  @Test
  void theFiguresAreTheEvidence() {
    race("20", "none", "0", "5");

    for (String lane : Race.LANES) {
      Seen seen = last(lane, Seen.class);
      assertThat(seen.requests()).as(lane).isEqualTo(100).isEqualTo(outcomes(lane).size());
      assertThat(figure(lane, "requests")).as(lane).isEqualTo("100");
      assertThat(figure(lane, "peak")).as(lane).isEqualTo(String.valueOf(seen.peak()));
      assertThat(figure(lane, "connections")).isEqualTo(String.valueOf(seen.connections()));
      assertThat(figure(lane, "progress")).isEqualTo("✔ 100 of 100");
      double last = outcomes(lane).values().stream().mapToDouble(Ended::finished).max().orElse(0);
      assertThat(figure(lane, "time")).isEqualTo("%.2f s".formatted(last / 1000));
      assertThat(text("log")).contains(lane);
    }
    assertThat(figure("blocking", "peak")).isEqualTo("1");
    assertThat(figure("netty", "peak")).isEqualTo("5");
    assertThat(text("status")).startsWith("One at a time: " + figure("blocking", "time"));
  }

  @Test
  void theControlsChangeTheRun() throws Exception {
    choose("failures", "50");
    choose("spread", "long-tail");
    choose("inFlight", "2");
    choose("delay", "20");
    assertThat(text("forecast")).isEqualTo("Predict two times: one at a time, and 2 at a time.");
    race();
    assertThat(text("forecast")).contains("100 × 20 ms = 2 s", "2 at a time: at least 1 s");

    assertThat(page.race().recording().from(0, Duration.ZERO).settings())
        .isEqualTo(new Settings(100, 20, Spread.LONG_TAIL, 50, 2));
    assertThat(shown("netty").stream().filter(Bar::failed)).hasSizeBetween(30, 70);
    assertThat(last("netty", Seen.class).peak()).isEqualTo(2);
  }

  @Test
  void theLastRunCanBePlayedAgainSlowly() {
    race("20", "none", "0", "10");
    String before = (String) script("return document.getElementById('lanes').innerText");

    new Select(element("speed")).selectByValue("0.1");
    element("replay").click();
    await("return bars('blocking').length > 0 && bars('blocking').length < 50");
    element("replay").click(); // now it says Pause
    double paused = clock();
    assertThat(element("replay").getText()).isEqualTo("Continue");
    assertThat(clock()).isEqualTo(paused).isPositive();

    new Select(element("speed")).selectByValue("1");
    element("replay").click();
    awaitEnd();
    assertThat(script("return document.getElementById('lanes').innerText")).isEqualTo(before);
  }

  @Test
  void aPageThatComesLateShowsTheLastRun() {
    race("20", "none", "0", "10");
    String before = (String) script("return document.getElementById('lanes').innerText");

    browser.show(page.url());
    awaitEnd();
    assertThat(script("return document.getElementById('lanes').innerText")).isEqualTo(before);
  }

  @Test
  void theKeyboardIsEnough() {
    choose("delay", "20");
    script("document.activeElement.blur(); return true");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      WebElement focused = press(Keys.TAB);
      assertThat(focused.getCssValue("outline-style")).as("focus is visible").isEqualTo("solid");
      names.add(focused.getAccessibleName());
    }
    assertThat(names)
        .containsExactly(
            "Dark",
            "Delay of a URL",
            "Spread of delays",
            "URLs that fail",
            "Most in flight",
            "Speed on screen",
            "Race");
    press(Keys.ENTER);
    awaitStart();
    awaitEnd();
    assertThat(bars("netty")).isEqualTo(100);
  }

  @Test
  void whoEndsIsTold() {
    race("20", "none", "0", "10");

    WebElement log = element("log");
    assertThat(log.getAriaRole()).isEqualTo("log");
    assertThat(log.getDomAttribute("aria-live")).isEqualTo("polite");
    List<WebElement> ended = log.findElements(By.tagName("li"));
    assertThat(ended).hasSize(6);
    assertThat(ended.getLast().getText()).startsWith("✔ blocking");
    assertThat(script("return bars('netty')[0].parentElement.ariaLabel"))
        .isEqualTo("netty: 100 of 100 URLs have ended, 0 failed");
  }

  @Test
  void aLaneWhoseProcessDiesSaysSo() {
    choose("delay", "50");
    start();
    await("return bars('blocking').length > 1");
    ProcessHandle.of(page.race().pids().getOrDefault("blocking", -1L))
        .orElseThrow()
        .destroyForcibly();

    await("return document.getElementById('status').textContent.startsWith('Not all lanes')");
    assertThat(figure("blocking", "progress")).contains("✖", "its process ended with exit code");
    assertThat(figure("netty", "progress")).isEqualTo("✔ 100 of 100");
  }

  @Test
  void darkAndLightAreTheSystemsOrTheUsers() {
    String light = background();
    element("theme").click();
    String dark = background();
    assertThat(dark).isNotEqualTo(light);
    assertThat(element("theme").getText()).isEqualTo("Light");

    browser.show(page.url());
    browser.prefers("dark");
    assertThat(background()).isEqualTo(dark);
    element("theme").click();
    assertThat(background()).isEqualTo(light);
  }

  @Test
  void withLessMotionTheAxisStands() {
    browser.prefers(Map.of("prefers-reduced-motion", "reduce"));
    browser.show(page.url());
    choose("delay", "20");
    start();
    await("return bars('netty').length > 0");
    double first = number("return document.getElementById('axis').dataset.span");
    assertThat(first).isGreaterThan(100 * 20);
    awaitEnd();
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1366, 768", "1920, 1080", "390, 844"})
  void everythingFitsOnTheScreen(int width, int height) {
    race("20", "none", "20", "100");
    browser.size(width, height);

    assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    if (width >= 1280) { // a projector is not scrolled
      assertThat(number("return document.documentElement.scrollHeight"))
          .isLessThanOrEqualTo(height);
      assertThat(list(OVERFLOWING)).as("cells whose text is cut").isEmpty();
    }
  }

  private static final String OVERFLOWING =
      """
      return [...document.querySelectorAll('th, td, th b, th span')]
          .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
          .map(e => e.textContent)""";

  private static void race(String delay, String spread, String failures, String inFlight) {
    choose("delay", delay);
    choose("spread", spread);
    choose("failures", failures);
    choose("inFlight", inFlight);
    race();
  }

  private static void race() {
    start();
    awaitEnd();
  }

  private static void start() {
    element("start").click();
    awaitStart();
  }

  /// Until then the page shows the race before, if there was one.
  private static void awaitStart() {
    await("return document.getElementById('start').disabled");
  }

  private static void awaitEnd() {
    await("return document.getElementById('status').textContent.startsWith('One at a time')");
  }

  private static void choose(String name, String value) {
    new Select(browser.driver().findElement(By.name(name))).selectByValue(value);
  }

  private static WebElement press(Keys key) {
    browser.driver().switchTo().activeElement().sendKeys(key);
    return browser.driver().switchTo().activeElement();
  }

  private static void await(String condition) {
    new WebDriverWait(browser.driver(), PATIENCE, Duration.ofMillis(50))
        .withMessage(condition)
        .until(_ -> script(condition).equals(true));
  }

  private static Object script(String script) {
    String bars =
        "const bars = lane => document.querySelectorAll(`[data-lane=${lane}] .bars i`);\n";
    return requireNonNull(browser.driver().executeScript(bars + script));
  }

  private static List<?> list(String script) {
    return (List<?>) script(script);
  }

  private static double number(String script) {
    return Double.parseDouble(script(script).toString());
  }

  private static int bars(String lane) {
    return (int) number("return bars('" + lane + "').length");
  }

  private static WebElement element(String id) {
    return browser.driver().findElement(By.id(id));
  }

  private static String text(String id) {
    return element(id).getText();
  }

  private static double clock() {
    return Double.parseDouble(text("clock").replace(" s", ""));
  }

  private static String background() {
    return browser.driver().findElement(By.tagName("body")).getCssValue("background-color");
  }

  private static String figure(String lane, String name) {
    return browser
        .driver()
        .findElement(By.cssSelector("[data-lane=%s] [data-figure=%s]".formatted(lane, name)))
        .getText();
  }

  /// When the lane began, on the clock of the race: an event becomes known late, and never early.
  private static double began(String lane) {
    return page.race().recording().entries().stream()
        .filter(entry -> entry.lane().equals(lane))
        .mapToDouble(
            entry ->
                switch (entry.event()) {
                  case Began _ -> entry.at();
                  case Ended ended -> entry.at() - ended.finished();
                  default -> Double.MAX_VALUE;
                })
        .min()
        .orElseThrow();
  }

  private static <E> E last(String lane, Class<E> type) {
    return page.race().recording().entries().stream()
        .filter(entry -> entry.lane().equals(lane))
        .map(Recording.Entry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList()
        .getLast();
  }

  private static Map<Integer, Ended> outcomes(String lane) {
    Map<Integer, Ended> outcomes = new TreeMap<>();
    page.race().recording().entries().stream()
        .filter(entry -> entry.lane().equals(lane))
        .forEach(
            entry -> {
              if (entry.event() instanceof Ended ended) {
                outcomes.put(ended.n(), ended);
              }
            });
    return outcomes;
  }
}
