package dev.multifetch.report;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real Chromium, with both programs named, so that Selenium looks for none on the network.
public final class Browser implements AutoCloseable {

  /// Set where a missing browser is a failure and not a pity.
  private static final String REQUIRED = "BROWSER_REQUIRED";

  private static final String REMEDY =
      "no chromium with its chromedriver on the PATH: apt-get install chromium chromium-driver";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// Ends the test where there is no browser: as failed if `BROWSER_REQUIRED` is set, else as
  /// skipped.
  public static Browser open(Path profile) {
    Optional<File> chromedriver = onPath("chromedriver");
    Optional<File> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    if (chromedriver.isEmpty() || chromium.isEmpty()) {
      return missing();
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions().setBinary(chromium.get());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,720",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logs);
    System.setProperty("webdriver.chrome.driver", chromedriver.get().getPath());
    return new Browser(new ChromeDriver(options));
  }

  private static Browser missing() {
    if (System.getenv(REQUIRED) != null) {
      return fail(REMEDY + " (" + REQUIRED + " is set, so this is not skipped)");
    }
    System.out.println("No page is tested in a browser: " + REMEDY);
    return abort(REMEDY);
  }

  private static Optional<File> onPath(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<String> folders = Arrays.asList(path.split(File.pathSeparator));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  public ChromeDriver driver() {
    return driver;
  }

  /// Opens a page from a file, after all that was logged before is forgotten.
  public void show(Path folder, String html) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "report", ".html"), html);
    show(file.toUri());
  }

  public List<String> log(String type) {
    return driver.manage().logs().get(type).getAll().stream().map(LogEntry::getMessage).toList();
  }

  /// A viewport as wide as this, which a window cannot always be.
  public void width(int pixels) {
    size(pixels, 720);
  }

  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// What the system says that its user prefers.
  public void prefers(String theme) {
    prefers(Map.of("prefers-color-scheme", theme));
  }

  /// @param media features by name, such as `prefers-reduced-motion`
  public void prefers(Map<String, String> media) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            media.entrySet().stream()
                .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                .toList()));
  }

  /// Opens a page of a server, after all that was logged before is forgotten.
  public void show(URI page) {
    log(LogType.BROWSER);
    log(LogType.PERFORMANCE);
    driver.get(page.toString());
    // On a busy machine the driver may return before the new page has begun to load.
    new WebDriverWait(driver, PATIENCE).until(_ -> isShown(page));
  }

  private boolean isShown(URI page) {
    return Boolean.TRUE.equals(
        driver.executeScript(
            "return new URL(arguments[0]).href === location.href && document.readyState === 'complete'",
            page.toString()));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
