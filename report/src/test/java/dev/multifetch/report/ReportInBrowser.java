package dev.multifetch.report;

import static java.util.Objects.requireNonNull;

import dev.multifetch.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The page of a report in a real browser, and the ways in which tests ask it.
@Tag("browser")
abstract class ReportInBrowser {

  @TempDir static Path folder;

  static Browser browser;

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
  void asUsual() {
    browser.prefers("light");
    browser.width(1280);
  }

  static void show(Results results) throws IOException {
    browser.show(folder, Report.html(results));
  }

  static List<?> list(String script) {
    return (List<?>) script(script);
  }

  static Object script(String script, Object... arguments) {
    return requireNonNull(
        browser.driver().executeScript(script, arguments), () -> "nothing came of " + script);
  }
}
