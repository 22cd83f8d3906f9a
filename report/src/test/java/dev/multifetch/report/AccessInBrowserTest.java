package dev.multifetch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The page is for those, too, who use a keyboard or a screen reader, or see little contrast.
class AccessInBrowserTest extends ReportInBrowser {

  @Test
  void everyChartIsExplainedToThoseWhoCannotSeeIt() throws IOException {
    show(MadeUp.usual());

    String unexplained =
        """
        return [...document.querySelectorAll('canvas')].filter(c =>
            c.getAttribute('role') !== 'img' || !/\\d/.test(c.getAttribute('aria-label'))
            || !c.closest('figure').querySelector('figcaption').textContent
            || !(c.closest('figure').querySelector('table') || c.closest('#enlarged')))
          .map(c => c.getAttribute('aria-label'))""";
    assertThat(list(unexplained)).isEmpty();
  }

  @Test
  void itsHeadingsSkipNoLevel() throws IOException {
    show(MadeUp.usual());

    String skipping =
        """
        const levels = [...document.querySelectorAll('h1, h2, h3')].filter(h => h.offsetParent)
            .map(h => Number(h.tagName[1]));
        return levels.filter((level, i) => i === 0 ? level !== 1 : level > levels[i - 1] + 1)""";
    assertThat(list(skipping)).as("headings that skip a level").isEmpty();
  }

  @Test
  void itSaysItsLanguage() throws IOException {
    show(MadeUp.nothing());

    assertThat(script("return document.documentElement.lang")).isEqualTo("en");
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
  @ValueSource(ints = {1280, 400})
  void theKeyboardScrollsWhateverScrolls(int width) throws IOException {
    browser.width(width);
    show(MadeUp.saying("word".repeat(100)));

    String stuck =
        """
        return [...document.querySelectorAll('.scroll')].filter(s => s.tabIndex !== 0
            || !(s.getAttribute('aria-label') || s.getAttribute('aria-labelledby')))""";
    assertThat(list(stuck)).as("regions that the keyboard cannot scroll").isEmpty();
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
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))]
            .sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05) < 4.5;
      }).map((e) => e.textContent.slice(0, 40))""";
}
