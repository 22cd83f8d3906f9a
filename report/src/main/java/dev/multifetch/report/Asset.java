package dev.multifetch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The files from which the page is made, read from the class path.
final class Asset {

  private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private Asset() {}

  /// A file that stands beside this class.
  static String own(String name) {
    return text(name);
  }

  /// The chart library, with its licence at the top and without the link to a source map, which the
  /// page does not have.
  static String chartJs() {
    String source =
        text("/META-INF/resources/webjars/chart.js/" + version() + "/dist/chart.umd.min.js");
    return source.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  // A web jar has its version in its paths; its properties say which version it is.
  private static String version() {
    try {
      Properties properties = new Properties();
      properties.load(new ByteArrayInputStream(bytes(WEBJAR)));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + WEBJAR, e);
    }
  }

  // Uses LF line breaks, as a browser does before it hashes a script.
  private static String text(String name) {
    return new String(bytes(name), UTF_8).replace("\r\n", "\n");
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Asset.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is not on the class path: build the jar again, with all its resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the class path", e);
    }
  }
}
