package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/// One URL as it was written, good or bad.
///
/// @param index its place among all of the run, from 0
/// @param line the line it stands in, from 1; 0 if it is an argument
/// @param text what is written there
record Input(long index, long line, String text) {

  /// Longer is no URL but a file of another kind.
  static final int LONGEST = 16 << 10;

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /// The URL that is written here.
  ///
  /// @throws URISyntaxException if none is; its reason is for the user
  URI url() throws URISyntaxException {
    if (text.length() > LONGEST) {
      throw new URISyntaxException(text, "longer than " + LONGEST + " characters");
    }
    if (text.indexOf('\0') >= 0) { // UTF-16, mostly
      throw new URISyntaxException(text, "not UTF-8: save the list as UTF-8");
    }
    if (!SCHEME.matcher(text).lookingAt()) { // or "localhost:80" would be of the scheme localhost
      throw new URISyntaxException(text, "no scheme: write http:// or https:// before it");
    }
    if (text.indexOf('\uFFFD') >= 0) { // what was not UTF-8, or is no longer what was meant
      throw new URISyntaxException(text, "not UTF-8: percent-encode what is beyond ASCII");
    }
    return new URI(text);
  }

  /// What is wrong with a URL, where in it, and what to write instead.
  static String detail(URISyntaxException wrong) {
    int at = wrong.getIndex();
    if (at < 0) {
      return wrong.getReason();
    }
    String detail = wrong.getReason() + " at character " + (at + 1);
    if (!wrong.getReason().startsWith("Illegal character") || at == wrong.getInput().length()) {
      return detail;
    }
    String character = Character.toString(wrong.getInput().codePointAt(at));
    String encoded = URLEncoder.encode(character, UTF_8).replace("+", "%20"); // "+" is for forms
    return "%s: write %s for '%s'".formatted(detail, encoded, character);
  }

  /// What is wrong with it, and where it stands.
  String located(String detail) {
    return line == 0 ? detail : "line " + line + ": " + detail;
  }
}
