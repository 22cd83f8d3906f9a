package dev.multifetch.workshop.teach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.report.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/// What a class sees on the projector, on a phone and on paper.
@Tag("browser")
class TeachInBrowserTest {

  private static final Pattern REQUEST = Pattern.compile("\"url\":\"(https?:[^\"]+)\"");
  private static final String PICTURES = System.getProperty("pictures", ""); // a folder for them

  @TempDir private static Path profile;

  private static Browser browser;
  private static Teach teach;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open(profile);
    teach = Teach.open(InetAddress.getLoopbackAddress(), 0, Optional.empty());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (teach != null) {
      teach.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.log(LogType.BROWSER);
    browser.log(LogType.PERFORMANCE);
    browser.size(1280, 720);
    browser.prefers("light");
  }

  @ParameterizedTest
  @CsvSource({"1280, 720, light", "1920, 1080, dark"})
  void everySlideFitsAndAsksNoOtherServer(int width, int height, String theme) throws IOException {
    browser.size(width, height);
    browser.prefers(theme);
    show("/workshop/slides/");
    until("return document.body.dataset.ready === 'yes'");
    List<String> problems = new ArrayList<>();
    long slides = (long) run("return Reveal.getTotalSlides()");
    assertThat(slides).isBetween(35L, 47L);
    for (long i = 0; i < slides; i++) {
      run("Reveal.slide(...Object.values(Reveal.getIndices(Reveal.getSlides()[%d])))".formatted(i));
      until("return [...Reveal.getCurrentSlide().querySelectorAll('img')].every(i => i.complete)");
      problems.addAll(problems(i + 1));
      picture("slide-%d-%02d".formatted(height, i + 1));
    }
    assertThat(problems).isEmpty();
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
    assertThat(hosts()).containsOnly("127.0.0.1");
    String paper = run("return getComputedStyle(document.body).backgroundColor").toString();
    assertThat(paper).isEqualTo(theme.equals("dark") ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
  }

  /// What is too large, in the slide's own pixels: a slide is 1280 by 720, less its edges.
  private static List<String> problems(long slide) {
    Object found =
        run(
            """
            const slide = Reveal.getCurrentSlide();
            const problems = [];
            const inside = (box, name) => {
              const frame = document.querySelector('.slides').getBoundingClientRect();
              if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1) {
                problems.push(`${name} ends at ${Math.round(box.right - frame.left)},${Math.round(box.bottom - frame.top)}`
                  + ` of ${Math.round(frame.width)},${Math.round(frame.height)}`);
              }
            };
            if (slide.scrollHeight > 720) problems.push('scrollHeight ' + slide.scrollHeight);
            if (slide.scrollWidth > 1280) problems.push('scrollWidth ' + slide.scrollWidth);
            for (const part of slide.querySelectorAll(':not(aside, aside *)')) {
              inside(part.getBoundingClientRect(), part.tagName);
            }
            for (const code of slide.querySelectorAll('pre')) {
              if (code.scrollWidth > code.clientWidth) problems.push('code is cut at the right');
              if (code.textContent.trimEnd().split('\\n').length > 14) problems.push('over 14 lines of code');
            }
            for (const img of slide.querySelectorAll('img')) {
              if (!img.naturalWidth) problems.push('no picture ' + img.src);
              const box = img.getBoundingClientRect();
              for (const text of slide.querySelectorAll('li, h2, td')) {
                const range = document.createRange();
                range.selectNodeContents(text);
                const words = range.getBoundingClientRect();
                if (words.right > box.left && words.bottom > box.top && words.top < box.bottom) {
                  problems.push('a picture covers: ' + text.textContent);
                }
              }
            }
            return problems.join('; ');
            """);
    return found.toString().isEmpty() ? List.of() : List.of("slide " + slide + ": " + found);
  }

  @Test
  void everySlideHasNotesAndAnExerciseItsCommand() {
    show("/workshop/slides/");
    until("return document.body.dataset.ready === 'yes'");
    assertThat(
            run(
                """
                return Reveal.getSlides().filter(slide => !Reveal.getSlideNotes(slide))
                  .map(slide => slide.textContent.trim().slice(0, 40)).join('; ');
                """))
        .isEqualTo("");
    assertThat((long) run("return document.querySelectorAll('.slides [data-vote] a').length"))
        .isGreaterThanOrEqualTo(8);
  }

  /// The driver cannot talk to a window that another page has written: so that page looks into it.
  @Test
  void keySOpensTheNotesInAWindowOfTheirOwn() {
    show("/workshop/slides/#/1");
    until("return document.body.dataset.ready === 'yes'");
    run(
        """
        const open = window.open;
        window.open = (...arguments) => window.notes = open.apply(window, arguments);
        """);
    browser.driver().findElement(By.tagName("body")).sendKeys("s");
    until("return window.notes?.document.body?.innerText.includes('Open the vote.') ?? false");
    run("window.notes.close()");
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
  }

  @Test
  void theHistogramAppearsWhenTheVoteIsClosed() throws IOException {
    becomeTeacher();
    show("/votes/two-cores");
    press("Open the vote");
    voteOnAPhone("B");
    show("/votes/two-cores");
    says("1 voted, and the vote is open");
    assertThat(histograms()).isZero();
    picture("vote-open");

    press("Close the vote, and show it");
    says("First vote: 1 voted");
    says("1 (100 %)");
    assertThat(histograms()).isEqualTo(1);

    press("Vote again");
    says("0 voted, and the vote is open");
    assertThat(histograms()).isZero();
    voteOnAPhone("C");
    show("/votes/two-cores");
    press("Close the vote, and show it");
    says("✓ right: 0.3 s");
    assertThat(histograms()).isEqualTo(2);
    assertThat((long) run("return document.documentElement.scrollHeight"))
        .as("both votes on one screen of the projector")
        .isLessThanOrEqualTo(720);
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
    picture("votes-closed");
    press("Forget these votes");
  }

  @Test
  void theRightAnswerCanBeShownAfterASingleVote() throws IOException {
    becomeTeacher();
    show("/votes/two-cores");
    press("Open the vote");
    voteOnAPhone("C");
    show("/votes/two-cores");
    press("Close the vote, and show it");
    says("First vote: 1 voted");
    assertThat(run("return document.querySelector('main').innerText").toString())
        .doesNotContain("✓ right");

    press("Show the answer");
    says("✓ right: 0.3 s");
    assertThat(histograms()).isEqualTo(1);
    assertThat(
            run("return [...document.querySelectorAll('button')].map(b => b.textContent).join()"))
        .isEqualTo("Forget these votes");
    picture("vote-answer");
    press("Forget these votes");
    says("Open the vote");
  }

  private void voteOnAPhone(String letter) throws IOException {
    browser.size(390, 844);
    show("/v/");
    says("Your machine has two cores");
    assertThat((long) run("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    for (Object height :
        (List<?>) list("[...document.querySelectorAll('button')].map(b => b.offsetHeight)")) {
      assertThat((long) height).as("a button for a thumb").isGreaterThanOrEqualTo(44);
    }
    picture("phone-" + letter);
    browser.driver().findElement(By.cssSelector("button[value=" + letter + "]")).click();
    says("You answered " + letter);
    picture("phone-voted-" + letter);
    browser.size(1280, 720);
  }

  @Test
  void theHandoutIsOneSheetOfPaper() throws IOException {
    show("/workshop/HANDOUT.md");
    until("return document.querySelectorAll('article h2').length > 2");
    Map<String, Object> printed =
        browser.driver().executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true));
    byte[] pdf = Base64.getDecoder().decode(String.valueOf(printed.get("data")));
    String text = new String(pdf, ISO_8859_1);
    if (!PICTURES.isEmpty()) {
      Files.write(Path.of(PICTURES, "teach-handout.pdf"), pdf);
    }
    assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count()).isEqualTo(1);
  }

  @Test
  void aDocumentIsAPageWithItsAnchors() throws IOException {
    show("/workshop/TEACHING.md#the-day-before");
    until("return document.getElementById('the-day-before')?.getBoundingClientRect().top < 100");
    picture("document");
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
    assertThat(hosts()).containsOnly("127.0.0.1");
  }

  @Test
  void thePagesOfTheTeacherFitTheProjector() throws IOException {
    becomeTeacher();
    for (String page : List.of("/", "/votes", "/race")) {
      for (String theme : List.of("light", "dark")) {
        browser.prefers(theme);
        show(page);
        assertThat((long) run("return document.documentElement.scrollWidth"))
            .isLessThanOrEqualTo(1280);
        picture("page" + page.replace('/', '-') + "-" + theme);
      }
    }
    assertThat(browser.log(LogType.BROWSER)).isEmpty();
  }

  private static void becomeTeacher() {
    browser.driver().get(teach.teacher().toString());
    assertThat(browser.driver().getCurrentUrl()).doesNotContain("token");
  }

  private static void show(String path) {
    browser.driver().get(teach.teacher().resolve(path).toString());
  }

  /// In one step: a page that loads itself again may take the button away between two.
  private static void press(String words) {
    until(
        """
        const button = [...document.querySelectorAll('button')].find(b => b.textContent === '%s');
        button?.click();
        return button !== undefined;
        """
            .formatted(words));
  }

  private static void says(String words) {
    until("return document.querySelector('main')?.innerText.includes('%s')".formatted(words));
  }

  private static long histograms() {
    return (long) run("return document.querySelectorAll('.histogram').length");
  }

  private static Object run(String script) {
    return Optional.ofNullable(((JavascriptExecutor) browser.driver()).executeScript(script))
        .orElse("");
  }

  private static Object list(String expression) {
    return run("return " + expression);
  }

  private static void until(String script) {
    new WebDriverWait((WebDriver) browser.driver(), Duration.ofSeconds(20))
        .withMessage(script)
        .until(_ -> Boolean.TRUE.equals(run(script)));
  }

  private static List<String> hosts() {
    return browser.log(LogType.PERFORMANCE).stream()
        .filter(line -> line.contains("Network.requestWillBeSent\""))
        .flatMap(line -> REQUEST.matcher(line).results())
        .map(url -> URI.create(url.group(1)).getHost())
        .distinct()
        .toList();
  }

  /// For people: what a test cannot judge.
  private static void picture(String name) throws IOException {
    if (!PICTURES.isEmpty()) {
      byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
      Files.write(Path.of(PICTURES, "teach-" + name + ".png"), png);
    }
  }
}
