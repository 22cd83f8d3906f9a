package dev.multifetch.cli.get.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Pattern;

/// One URL as the user wrote it, valid or not.
///
/// @param index its place among all inputs of the run, from 0
/// @param line its line in the file, from 1; 0 if it is an argument
/// @param text the URL
/// @param record the line or argument, if it says more than the URL
/// @param problem why there is no URL, if that is known
public record Input(
    long index, long line, String text, Optional<String> record, Optional<String> problem) {

  /// A longer line is not a URL: the file is of another kind.
  static final int LONGEST = 16 << 10;

  /// What the JDK's parser judges. Of other texts it would complain about the wrong thing:
  /// `localhost:80`, for example, would have the scheme localhost.
  private static final Pattern USUAL =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\\x00\\uFFFD]+");

  /// An input that is a URL and no more.
  public Input(long index, long line, String text) {
    this(index, line, text, Optional.empty(), Optional.empty());
  }

  /// The text as a URL.
  ///
  /// @throws URISyntaxException if the text is not a URL; its reason is for the user
  public URI url() throws URISyntaxException {
    if (problem.isPresent()) {
      throw new URISyntaxException(text, problem.get());
    }
    if (text.length() > LONGEST || !USUAL.matcher(text).matches()) {
      Optional<String> mistake = Mistakes.in(text);
      if (mistake.isPresent()) {
        throw new URISyntaxException(text, mistake.get());
      }
    }
    return new URI(text);
  }

  /// The problem with a URL, its place in the URL, and what to write instead.
  public static String detail(URISyntaxException wrong) {
    int at = wrong.getIndex();
    if (at < 0) {
      return wrong.getReason();
    }
    String detail = wrong.getReason() + " at character " + (at + 1);
    boolean known =
        wrong.getReason().startsWith("Illegal character")
            || wrong.getReason().startsWith("Malformed escape pair"); // at its percent sign
    if (!known || at == wrong.getInput().length()) {
      return detail;
    }
    String character = Character.toString(wrong.getInput().codePointAt(at));
    String encoded = URLEncoder.encode(character, UTF_8).replace("+", "%20"); // "+" is for forms
    return "%s: write %s for '%s'".formatted(detail, encoded, character);
  }

  /// The problem, and the line of the input.
  public String located(String detail) {
    return line == 0 ? detail : "line " + line + ": " + detail;
  }
}
