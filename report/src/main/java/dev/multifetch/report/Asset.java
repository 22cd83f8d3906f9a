package dev.multifetch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What the page is made of, read from the class path.
final class Asset {

  private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private Asset() {}

  /// A file that stands beside this class.
  static String own(String name) {
    return text(name);
  }

  /// The charts' library, with its licence at its head and without the pointer to a map that is
  /// elsewhere.
  static String chartJs() {
    String source =
        text("/META-INF/resources/webjars/chart.js/" + version() + "/dist/chart.umd.min.js");
    return source.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  // A web jar has its version in its paths, and says in its properties which one that is.
  private static String version() {
    try {
      Properties properties = new Properties();
      properties.load(new ByteArrayInputStream(bytes(WEBJAR)));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + WEBJAR, e);
    }
  }

  // With the line ends that a browser makes of all others before it hashes a script.
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
