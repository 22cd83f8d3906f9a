package dev.multifetch.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Results;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.print.PrintOptions;

/// The page on dark, narrow and paper screens.
class LooksInBrowserTest extends ReportInBrowser {

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

  @ParameterizedTest
  @ValueSource(ints = {1280, 400})
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

  /// How light the page's ground is, from 0 for black to 1 for white.
  private static double luminance() {
    return ((Number)
            script(
                """
                const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
                return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255"""))
        .doubleValue();
  }
}
