package dev.multifetch.cli.get.input;

import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Completes a URL that is written as people write it.
///
/// @param scheme goes before a URL that has none; `http` or `https`
public record UrlText(Optional<String> scheme) {

  /// The scheme with a user, if any; the host, of which a part is beyond ASCII; the rest.
  private static final Pattern UNICODE_HOST =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@\\s]*@)?)"
              + "([^/?#@:\\[\\]\\s\\x00]*[^\\x00-\\x7F][^/?#@:\\[\\]\\s\\x00]*)([/?#:].*)?",
          Pattern.DOTALL);

  /// The URL with a scheme, if there is a default, and a host in ASCII.
  ///
  /// @throws URISyntaxException if the host can have no such form
  public String complete(String text) throws URISyntaxException {
    String whole = withScheme(text);
    if (whole.length() > Input.LONGEST || whole.indexOf('\uFFFD') >= 0) {
      return text; // what reads it says what is wrong
    }
    Matcher url = UNICODE_HOST.matcher(whole);
    if (!url.matches()) {
      return whole;
    }
    String host =
        UnicodeHost.toAscii(url.group(2))
            .orElseThrow(() -> new URISyntaxException(text, "no host may have this name"));
    return url.group(1) + host + Optional.ofNullable(url.group(3)).orElse("");
  }

  private String withScheme(String text) {
    if (scheme.isEmpty() || !Mistakes.lacksScheme(text)) {
      return text;
    }
    return scheme.get() + (text.startsWith("//") ? ":" : "://") + text;
  }
}
