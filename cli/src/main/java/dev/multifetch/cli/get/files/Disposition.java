package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.Headers;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The file name that a server gives in Content-Disposition (RFC 6266).
final class Disposition {

  /// A parameter: its name, and a text in quotes or without.
  private static final Pattern PARAMETER =
      Pattern.compile("\\G\\s*;\\s*([^\\s=;\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\"]*))");

  /// RFC 8187: a charset, a language, and the text.
  private static final Pattern EXTENDED =
      Pattern.compile("(?i)(utf-8|iso-8859-1)'[^']*'((?:[^%]|%[0-9a-f]{2})*)");

  private Disposition() {}

  /// The last part of the name, as some servers send a path. `filename*` counts more than
  /// `filename` (RFC 6266 section 4.3).
  static Optional<String> fileName(Headers headers) {
    return headers.first("Content-Disposition").flatMap(Disposition::in);
  }

  private static Optional<String> in(String field) {
    String plain = null;
    String extended = null;
    int type = field.indexOf(';');
    Matcher parameter = PARAMETER.matcher(field);
    for (boolean found = type >= 0 && parameter.find(type); found; found = parameter.find()) {
      String value = parameter.group(2);
      value = value == null ? parameter.group(3).strip() : value.replaceAll("\\\\(.)", "$1");
      switch (parameter.group(1).toLowerCase(Locale.ROOT)) {
        case "filename" -> plain = plain == null ? value : plain;
        case "filename*" -> extended = extended == null ? decoded(value) : extended;
        default -> {}
      }
    }
    return Optional.ofNullable(extended == null ? plain : extended)
        .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
        .filter(name -> !name.isBlank());
  }

  private static @Nullable String decoded(String value) {
    Matcher extended = EXTENDED.matcher(value);
    if (!extended.matches()) {
      return null;
    }
    Charset charset = extended.group(1).equalsIgnoreCase("utf-8") ? UTF_8 : ISO_8859_1;
    return URLDecoder.decode(extended.group(2).replace("+", "%2B"), charset);
  }
}
