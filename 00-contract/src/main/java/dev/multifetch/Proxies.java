package dev.multifetch;

import java.util.Optional;

/// Which proxy, if any, a URL goes through.
///
/// @param http the proxy for http URLs
/// @param https the proxy for https URLs, which opens a tunnel for each connection
/// @param direct the hosts that need no proxy
public record Proxies(Optional<HttpProxy> http, Optional<HttpProxy> https, DirectHosts direct) {

  /// Every URL goes straight to its server.
  public static final Proxies NONE =
      new Proxies(Optional.empty(), Optional.empty(), DirectHosts.NONE);

  /// Every URL goes through this proxy.
  public static Proxies all(HttpProxy proxy) {
    return new Proxies(Optional.of(proxy), Optional.of(proxy), DirectHosts.NONE);
  }

  /// The proxy between us and a server; empty if there is none.
  ///
  /// @param secure whether it is a server for https
  /// @param host its name or address, without brackets
  public Optional<HttpProxy> before(boolean secure, String host, int port) {
    return (secure ? https : http).filter(_ -> !direct.include(host, port));
  }
}
