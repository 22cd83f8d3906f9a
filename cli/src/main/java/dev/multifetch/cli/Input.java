package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/// One URL as the user wrote it, valid or not.
///
/// @param index its place among all inputs of the run, from 0
/// @param line its line in the file, from 1; 0 if it is an argument
/// @param text the text of the line or argument
record Input(long index, long line, String text) {

  /// A longer line is not a URL: the file is of another kind.
  static final int LONGEST = 16 << 10;

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /// The text as a URL.
  ///
  /// @throws URISyntaxException if the text is not a URL; its reason is for the user
  URI url() throws URISyntaxException {
    if (text.length() > LONGEST) {
      throw new URISyntaxException(text, "longer than " + LONGEST + " characters");
    }
    if (text.indexOf('\0') >= 0) { // UTF-16, mostly
      throw new URISyntaxException(text, "not UTF-8: save the list as UTF-8");
    }
    if (!SCHEME.matcher(text).lookingAt()) { // else "localhost:80" would have the scheme localhost
      throw new URISyntaxException(text, "no scheme: write http:// or https:// before it");
    }
    if (text.indexOf('\uFFFD') >= 0) { // decoding has replaced bytes that were not UTF-8
      throw new URISyntaxException(text, "not UTF-8: percent-encode all characters beyond ASCII");
    }
    return new URI(text);
  }

  /// The problem with a URL, its place in the URL, and what to write instead.
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

  /// The problem, and the line of the input.
  String located(String detail) {
    return line == 0 ? detail : "line " + line + ": " + detail;
  }
}
