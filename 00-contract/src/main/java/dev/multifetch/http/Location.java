package dev.multifetch.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resolves a Location against the URL that sent it, by RFC 3986 section 5.2.
///
/// [URI#resolve] follows the older RFC 2396, which drops the last segment of the path before `?x`.
/// Also, [URI] refuses the spaces and UTF-8 that some servers send.
final class Location {

  private static final Pattern REFERENCE = // RFC 3986 appendix B
      Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
  private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

  private Location() {}

  /// @throws FetchException REDIRECT_REFUSED if the result is not a URL
  static URI resolve(URI base, String location) throws FetchException {
    Matcher parts = REFERENCE.matcher(encoded(location));
    if (!parts.matches()) {
      throw Redirects.refused("Location cannot be read: " + location);
    }
    String scheme = parts.group(1);
    String authority = parts.group(2);
    String path = parts.group(3).replace("[", "%5B").replace("]", "%5D"); // legal in a host only
    String query = parts.group(4);
    String fragment =
        parts.group(5) != null ? parts.group(5).replace("#", "%23") : base.getRawFragment();
    if (scheme != null || authority != null) {
      path = withoutDots(path);
    } else if (path.isEmpty()) {
      path = base.getRawPath();
      query = query != null ? query : base.getRawQuery();
    } else {
      path = withoutDots(path.startsWith("/") ? path : merged(base, path));
    }
    if (scheme == null) {
      authority = authority != null ? authority : base.getRawAuthority();
      scheme = base.getScheme();
    }
    try {
      return new URI(assembled(scheme, authority, path, query, fragment));
    } catch (URISyntaxException e) {
      throw Redirects.refused("Location cannot be read: " + e.getMessage());
    }
  }

  private static String merged(URI base, String path) {
    String from = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
    return from.substring(0, from.lastIndexOf('/') + 1) + path;
  }

  private static String withoutDots(String path) {
    if (!path.startsWith("/")) {
      return path; // a scheme without authority, such as mailto: Origin will refuse it
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean up = segments[i].equals("..");
      if (!up && !segments[i].equals(".")) {
        kept.addLast(segments[i]);
      } else {
        if (up) {
          kept.pollLast();
        }
        if (i == segments.length - 1) {
          kept.addLast(""); // "/a/.." is the folder "/"
        }
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String assembled(
      String scheme,
      @Nullable String authority,
      String path,
      @Nullable String query,
      @Nullable String fragment) {
    return scheme
        + ":"
        + (authority == null ? "" : "//" + authority)
        + path
        + (query == null ? "" : "?" + query)
        + (fragment == null ? "" : "#" + fragment);
  }

  /// Percent-encodes all characters that a URI may not hold. A character is a byte (header values
  /// are Latin-1), so UTF-8 is encoded correctly.
  private static String encoded(String location) {
    StringBuilder encoded = new StringBuilder();
    byte[] bytes = location.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean legal = c < 0x80 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
      if (legal && (c != '%' || startsEscape(location, i))) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
      }
    }
    return encoded.toString();
  }

  private static boolean startsEscape(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }
}
