package dev.multifetch.http;

import dev.multifetch.FailureKind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server of a URL: scheme, host and port (RFC 9110 section 4.3.1).
///
/// @param secure whether it is https
/// @param host a name, an IPv4 address, or an IPv6 address without its brackets; in lower case
/// @param port from 1 to 65535
public record Origin(boolean secure, String host, int port) {

  private static final String IN_ADDRESS = "0123456789abcdefABCDEF:.";

  /// The origin that a URL names.
  ///
  /// @throws FetchException INVALID_URL, with what is wrong with the URL (R08)
  static Origin of(URI url) throws FetchException {
    boolean secure = isSecure(url.getScheme());
    String authority = url.getRawAuthority();
    if (authority == null) {
      throw invalid("no host: a URL looks like http://host/path");
    }
    if (authority.indexOf('@') >= 0) {
      throw invalid("user name or password in the URL: send an Authorization header instead");
    }
    if (!authority.chars().allMatch(c -> c < 0x80)) {
      throw invalid("host is not ASCII: write it in its IDNA form (xn--...), was " + authority);
    }
    // Not URI.getHost(), which returns null for a host with an underscore.
    boolean address = authority.startsWith("[");
    int start = address ? 1 : 0;
    int end = authority.indexOf(address ? ']' : ':');
    int colon = address ? end + 1 : end;
    if (end < 0 && !address) {
      end = colon = authority.length();
    }
    if (end <= start || !isHost(authority, start, end, address) || !isPort(authority, colon)) {
      throw invalid("not a valid host and port: " + authority);
    }
    String host = authority.substring(start, end).toLowerCase(Locale.ROOT);
    return new Origin(secure, host, port(authority, colon + 1, secure));
  }

  /// The origin that a URL names; empty if the URL is invalid (R08).
  public static Optional<Origin> named(URI url) {
    try {
      return Optional.of(of(url));
    } catch (FetchException _) {
      return Optional.empty();
    }
  }

  /// The value of the Host field (RFC 9110 section 7.2), with the port only if it is not the
  /// scheme's default.
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

  private static boolean isHost(String authority, int start, int end, boolean address) {
    for (int i = start; i < end; i++) {
      char c = authority.charAt(i);
      if (address ? IN_ADDRESS.indexOf(c) < 0 : !isInName(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._~-".indexOf(c) >= 0;
  }

  /// Whether the rest is empty, or a colon and digits.
  private static boolean isPort(String authority, int colon) {
    for (int i = colon; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (i == colon ? c != ':' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static int port(String authority, int start, boolean secure) throws FetchException {
    int digits = authority.length() - start;
    if (digits <= 0) {
      return defaultPort(secure);
    }
    int port = digits <= 5 ? Integer.parseInt(authority, start, authority.length(), 10) : 0;
    if (port < 1 || port > 65535) {
      throw invalid("port must be from 1 to 65535, was " + authority.substring(start));
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
