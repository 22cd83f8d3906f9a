package dev.multifetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A proxy for http and https URLs (RFC 9110 section 3.7). The connection to the proxy itself has
/// no TLS.
///
/// @param host a name or an address, without brackets
/// @param port from 1 to 65535
/// @param credentials `user:password`, for this proxy only
public record HttpProxy(String host, int port, Optional<String> credentials) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:http://)?(?:(?<credentials>[^/]*)@)?"
              + "(?:\\[(?<address>[0-9a-f:.]+)]|(?<name>[\\w.~-]+)):(?<port>[0-9]{1,5})/?",
          Pattern.CASE_INSENSITIVE);

  private static final String NEEDED =
      "a proxy must be http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, was ";

  public HttpProxy {
    host = host.toLowerCase(Locale.ROOT);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a proxy's port must be from 1 to 65535, was " + port);
    }
  }

  /// Reads `http://user:password@host:port`. The scheme and the credentials may be missing. User
  /// and password may be percent-encoded.
  ///
  /// @throws IllegalArgumentException if it is no such URL; the message shows no password
  public static HttpProxy of(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw new IllegalArgumentException(NEEDED + withoutCredentials(url));
    }
    String host = form.group("name") != null ? form.group("name") : form.group("address");
    int port = Integer.parseInt(form.group("port"));
    return new HttpProxy(
        host, port, Optional.ofNullable(form.group("credentials")).map(HttpProxy::decoded));
  }

  /// A password may be in front of the last @, whatever else is wrong.
  private static String withoutCredentials(String url) {
    return url.replaceFirst("^((?:[\\w+.-]+://)?).*@", "$1");
  }

  private static String decoded(String credentials) {
    try {
      String decoded = URLDecoder.decode(credentials.replace("+", "%2B"), UTF_8);
      return decoded.contains(":") ? decoded : decoded + ":"; // no password is an empty one
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "a percent sign in a proxy's user name or password must be written as %25");
    }
  }

  /// The value of the Proxy-Authorization field (RFC 7617).
  public Optional<String> authorization() {
    return credentials.map(Credentials::basic);
  }

  /// For messages, so the credentials are left out of it.
  @Override
  public String toString() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
