package dev.multifetch.http;

import dev.multifetch.FailureKind;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who is asked: scheme, host and port (RFC 9110 section 4.3.1).
///
/// @param secure whether it is https
/// @param host a name, an IPv4 address, or an IPv6 address without its brackets; in lower case
/// @param port from 1 to 65535
public record Origin(boolean secure, String host, int port) {

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:\\[([0-9a-f:.]+)]|([a-z0-9._~-]+))(?::([0-9]*))?", Pattern.CASE_INSENSITIVE);

  /// The origin that a URL names.
  ///
  /// @throws FetchException INVALID_URL, saying what is wrong with it (R08)
  static Origin of(URI url) throws FetchException {
    boolean secure = isSecure(url.getScheme());
    String authority = url.getRawAuthority();
    if (authority == null) {
      throw invalid("no host: a URL looks like http://host/path");
    }
    if (authority.indexOf('@') >= 0) {
      throw invalid("user name or password in the URL: send an Authorization header instead");
    }
    // Not URI.getHost(), which knows no host with an underscore.
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw invalid("host or port cannot be: " + authority);
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new Origin(secure, host.toLowerCase(Locale.ROOT), port(parts.group(3), secure));
  }

  /// What the Host field says (RFC 9110 section 7.2): the port only where it is not the scheme's.
  String hostField() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == defaultPort(secure) ? bracketed : bracketed + ":" + port;
  }

  /// `http` or `https`.
  public String scheme() {
    return secure ? "https" : "http";
  }

  private static boolean isSecure(@Nullable String scheme) throws FetchException {
    return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> false;
      case "https" -> true;
      case "" -> throw invalid("no scheme: write http:// or https:// before it");
      default -> throw invalid("scheme must be http or https, was " + scheme);
    };
  }

  private static int port(@Nullable String digits, boolean secure) throws FetchException {
    if (digits == null || digits.isEmpty()) {
      return defaultPort(secure);
    }
    int port = digits.length() <= 5 ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    if (port < 1 || port > 65535) {
      throw invalid("port must be from 1 to 65535, was " + digits);
    }
    return port;
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  private static FetchException invalid(String detail) {
    return new FetchException(FailureKind.INVALID_URL, detail);
  }

  @Override
  public String toString() {
    return scheme() + "://" + hostField();
  }
}
