package dev.multifetch.cli.get.network;

import dev.multifetch.DirectHosts;
import dev.multifetch.HttpProxy;
import dev.multifetch.Proxies;
import dev.multifetch.cli.get.input.UnicodeHost;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The proxies that environment variables name, as curl reads them: a name in lower case counts
/// before the same name in upper case. `HTTP_PROXY` does not count: a web server that starts this
/// program as a CGI script sets it to what a stranger sent as the field `Proxy`.
///
/// @param environment names and values of the process's variables
record ProxyVariables(Map<String, String> environment) {

  /// A name in a list of hosts, without what may stand before and after it, of which a character is
  /// beyond ASCII.
  private static final Pattern UNICODE_NAME =
      Pattern.compile("(?=[^\\s,:]*[^\\x00-\\x7F])[^\\s,:.*][^\\s,:]*");

  /// Which proxy, if any, each URL goes through.
  ///
  /// @throws IllegalArgumentException if a variable names no proxy; the message names the variable
  Proxies proxies() {
    return new Proxies(
        proxy("http_proxy", "all_proxy", "ALL_PROXY"),
        proxy("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
        direct());
  }

  /// The hosts that need no proxy.
  DirectHosts direct() {
    return value("no_proxy", "NO_PROXY")
        .map(name -> DirectHosts.of(inAscii(environment.getOrDefault(name, ""))))
        .orElse(DirectHosts.NONE);
  }

  /// The list without Unicode. A name that can have no such form stays, and matches no host.
  private static String inAscii(String list) {
    return UNICODE_NAME
        .matcher(list)
        .replaceAll(
            name ->
                Matcher.quoteReplacement(UnicodeHost.toAscii(name.group()).orElse(name.group())));
  }

  private Optional<HttpProxy> proxy(String... names) {
    return value(names).map(this::named);
  }

  private HttpProxy named(String name) {
    try {
      return ProxyUrl.read(environment.getOrDefault(name, ""));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "environment variable " + name + ": " + wrong.getMessage(), wrong);
    }
  }

  /// The first of these variables that is set.
  private Optional<String> value(String... names) {
    return Stream.of(names)
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst();
  }
}
