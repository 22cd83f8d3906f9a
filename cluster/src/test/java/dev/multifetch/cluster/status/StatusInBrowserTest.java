package dev.multifetch.cluster.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.report.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/// What a reader of the page sees while the crawl goes on, stands, and ends.
@Tag("browser")
class StatusInBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static Browser browser;

  /// How the crawl is. A test changes it.
  private final AtomicReference<Supplier<CrawlStatus>> crawl =
      new AtomicReference<>(() -> MadeUp.running(5_000));

  private StatusPage page;

  @BeforeAll
  static void open() {
    browser = Browser.open(folder.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void show() throws IOException {
    browser.prefers("light");
    browser.size(1280, 720);
    StatusFeed feed = StatusFeed.start(() -> crawl.get().get());
    page = StatusPage.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), feed);
    browser.show(page.url());
  }

  @AfterEach
  void nothingCameFromOutside() {
    assertThat(browser.log(LogType.PERFORMANCE).stream())
        .filteredOn(message -> message.contains("Network.requestWillBeSent\""))
        .isNotEmpty()
        .allMatch(
            message ->
                message.contains("\"url\":\"" + page.url()) || message.contains("\"url\":\"data:"));
    page.close();
  }

  @Test
  void itsFiguresAreTheCrawlsAndChangeWithIt() {
    awaitText("count", "5,000 of 20,000 URLs are done, 25 %");
    assertThat(text("phase")).isEqualTo("Runs on 3 members.");
    assertThat(figures())
        .contains("102", "100", "5,037", "97.7 MiB"); // 3 x 34 in flight, 5,000 / 50 failed
    assertThat(table("members")).hasSize(3).first().asString().startsWith("a");
    assertThat(table("hosts")).hasSize(CrawlStatus.MOST_HOSTS);
    assertThat(table("hosts").getFirst()).contains("https://host-00.example", "backs off");
    assertThat(table("hosts").get(3)).contains("https://host-03.example a 897 2");
    assertThat(table("failures").toString()).contains("TIMED_OUT 62", "UNKNOWN_HOST 12");
    assertThat(browser.log(LogType.BROWSER)).as("complaints on the console").isEmpty();

    crawl.set(() -> MadeUp.standing(10_000));
    awaitText("count", "10,000 of 20,000 URLs are done, 50 %");
    assertThat(text("phase"))
        .isEqualTo("Stands: 1 of 3 members are here. It goes on with more than half.");
    assertThat(table("members").toString()).contains("silent for 8.0 s", "gone");
    assertThat(hidden("old")).isTrue();
    assertThat(number("[data-figure=rate]")).isPositive();
  }

  @Test
  void aCrawlThatWaitsForMembersSaysForHowMany() {
    crawl.set(MadeUp::waiting);

    awaitText("phase", "Waits for members: 1 of 3 are here.");
    assertThat(text("hosts")).contains("No URL waits");
    assertThat(text("failures")).contains("No URL has failed.");
  }

  @Test
  void aCrawlThatHasFinishedIsNotTakenForOneThatDied() {
    awaitText("phase", "Runs on 3 members.");
    crawl.set(MadeUp::finished);
    page.close(); // as the process does when it ends

    awaitText("phase", "Finished.");
    assertThat(text("count")).isEqualTo("20,000 of 20,000 URLs are done, 100 %");
    awaitGone();
    assertThat(hidden("old")).as(text("old")).isTrue();
  }

  @Test
  void aCrawlThatWasEndedEarlyIsNoFinishedOne() {
    awaitText("phase", "Runs on 3 members.");
    page.close();

    await("document.getElementById('old').textContent.includes('its list had not')");
    assertThat(hidden("old")).isFalse();
  }

  @Test
  void figuresThatAreOldSaySo() {
    awaitText("phase", "Runs on 3 members.");
    CountDownLatch never = new CountDownLatch(1);
    crawl.set(() -> after(never)); // the process answers, and the members do not

    await("document.getElementById('old').textContent.startsWith('The members do not answer.')");
    never.countDown();
    await("document.getElementById('old').hidden");
  }

  private static CrawlStatus after(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return MadeUp.running(5_001);
  }

  @Test
  void namesStayText() {
    String hostile = "<img src=x onerror=\"document.title='owned'\">";
    crawl.set(() -> MadeUp.named(hostile));

    await("document.querySelector('#hosts tbody th')?.textContent.startsWith('<img')");
    assertThat(script("return document.images.length")).isEqualTo(0L);
    assertThat(browser.driver().getTitle()).isEqualTo("1 · Crawl");
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
  }

  @Test
  void theThemeFollowsTheSystemUntilTheButtonSaysOtherwise() {
    browser.prefers("dark");
    await("luminance() < 0.1");
    browser.driver().findElement(By.id("theme")).click();
    assertThat(script("return luminance() > 0.9")).isEqualTo(true);
    assertThat(text("theme")).isEqualTo("Dark theme");
  }

  /// As a phone, a laptop and a projector show it.
  @ParameterizedTest
  @CsvSource({
    "390, 844, light",
    "390, 844, dark",
    "1280, 720, light",
    "1280, 720, dark",
    "1920, 1080, light"
  })
  void nothingHangsOverTheEdgeAndAllCanBeRead(int width, int height, String theme) {
    browser.prefers(theme);
    browser.size(width, height);
    for (CrawlStatus status : List.of(MadeUp.standing(10_000), MadeUp.named("word".repeat(50)))) {
      crawl.set(() -> status);
      await("document.querySelector('#hosts tbody th')?.textContent === '" + first(status) + "'");

      assertThat(
              script(
                  """
                  const page = document.documentElement;
                  return page.scrollWidth - page.clientWidth\
                  """))
          .as("pixels beyond the edge of a page %d wide", width)
          .isEqualTo(0L);
      assertThat(list(CONTRAST))
          .as("text with a contrast below 4.5, in the %s theme", theme)
          .isEmpty();
    }
  }

  private static String first(CrawlStatus status) {
    return status.hosts().getFirst().name();
  }

  private static final String CONTRAST =
      """
      const dots = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const parts = (colour) => { // also of what light-dark() gave
        dots.clearRect(0, 0, 1, 1);
        dots.fillStyle = colour;
        dots.fillRect(0, 0, 1, 1);
        return [...dots.getImageData(0, 0, 1, 1).data];
      };
      const light = (c) => c.slice(0, 3).map((v) => v / 255)
          .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (e) => {
        for (; e; e = e.parentElement) {
          const c = parts(getComputedStyle(e).backgroundColor);
          if (c[3] > 0) return c;
        }
        return [255, 255, 255];
      };
      const words = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()
          && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
      if (words.length < 20) return ['too few texts found: ' + words.length];
      return words.filter((e) => {
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05) < 4.5;
      }).map((e) => e.textContent.slice(0, 40))\
      """;

  private static List<String> table(String id) {
    return list(
            "return [...document.querySelectorAll('#%s tbody tr')].map(r => [...r.cells].map(c => c.textContent).join(' '))"
                .formatted(id))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static List<String> figures() {
    return list("return [...document.querySelectorAll('dd')].map(d => d.textContent)").stream()
        .map(Object::toString)
        .toList();
  }

  private static double number(String selector) {
    String shown = (String) script("return document.querySelector('" + selector + "').textContent");
    return Double.parseDouble(shown.replace(",", ""));
  }

  private static String text(String id) {
    return browser.driver().findElement(By.id(id)).getText();
  }

  private static boolean hidden(String id) {
    return (Boolean) script("return document.getElementById('" + id + "').hidden");
  }

  private static void awaitText(String id, String text) {
    await("document.getElementById('%s').textContent === '%s'".formatted(id, text));
  }

  /// Until the browser has noticed that nothing listens any more.
  private static void awaitGone() {
    new WebDriverWait(browser.driver(), PATIENCE)
        .until(
            _ ->
                browser.log(LogType.BROWSER).stream()
                    .anyMatch(message -> message.contains("ERR_CONNECTION_REFUSED")));
  }

  private static void await(String condition) {
    new WebDriverWait(browser.driver(), PATIENCE)
        .withMessage(condition)
        .until(_ -> script("return Boolean(" + condition + ")").equals(true));
  }

  private static List<?> list(String script) {
    return (List<?>) script(script);
  }

  private static Object script(String script, Object... arguments) {
    String luminance =
        """
        const luminance = () => {
          const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g);
          return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
        };
        """;
    return requireNonNull(
        browser.driver().executeScript(luminance + script, arguments),
        () -> "nothing came of " + script);
  }
}
