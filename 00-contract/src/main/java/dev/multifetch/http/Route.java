package dev.multifetch.http;

import static dev.multifetch.FailureKind.PROXY_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.HttpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// The way to an origin: straight, or through a proxy. It is the same for all requests of a fetcher
/// to this origin, so they can share connections (R64).
///
/// @param origin where the request goes
/// @param proxy who passes it on, if anybody does
public record Route(Origin origin, Optional<HttpProxy> proxy) {

  /// The way that the options choose.
  public static Route to(Origin origin, FetchOptions options) {
    return new Route(
        origin, options.proxies().before(origin.secure(), origin.host(), origin.port()));
  }

  /// The host to look up and to connect to. An origin behind a proxy is looked up by the proxy
  /// (R61).
  public String host() {
    return proxy.map(HttpProxy::host).orElse(origin.host());
  }

  /// The port to connect to.
  public int port() {
    return proxy.map(HttpProxy::port).orElse(origin.port());
  }

  /// The tunnel that the proxy must open once we are connected to it; empty if none is needed.
  public Optional<Tunnel> tunnel(FetchOptions options) {
    return proxy
        .filter(_ -> origin.secure())
        .map(to -> new Tunnel(to, origin, options.userAgent(), options.maxHeadBytes()));
  }

  /// The proxy that reads the requests themselves; empty if there is none, or only a tunnel.
  Optional<HttpProxy> reader() {
    return proxy.filter(_ -> !origin.secure());
  }

  /// Why there is no connection. If it is the proxy's fault, this says so (R63).
  public IOException failed(IOException cause) {
    return proxy.isPresent() ? failed(proxy.get(), cause) : cause;
  }

  static FetchException failed(HttpProxy proxy, IOException cause) {
    FailureKind kind = Failures.kindOf(cause);
    return new FetchException(
        kind == TIMED_OUT ? TIMED_OUT : PROXY_FAILED,
        "proxy " + proxy + ": " + Failures.detailOf(cause),
        cause);
  }

  /// R63: only the proxy asks for its password, so a 407 is no answer of the origin.
  static void check(int status, URI url, FetchOptions options) throws FetchException {
    Optional<HttpProxy> asking =
        status == 407 ? to(Origin.of(url), options).reader() : Optional.empty();
    if (asking.isPresent()) {
      throw wantsCredentials(asking.get());
    }
  }

  /// The proxy before a URL, as the end of a message; empty if there is none (R63). A proxy that is
  /// silent, or that is gone, looks like a server that is.
  static String throughProxy(URI url, FetchOptions options) {
    return Origin.named(url)
        .flatMap(origin -> to(origin, options).proxy())
        .map(proxy -> ", through proxy " + proxy)
        .orElse("");
  }

  /// The proxy wants to know who asks (RFC 9110 section 15.5.8).
  static FetchException wantsCredentials(HttpProxy proxy) {
    return new FetchException(
        PROXY_FAILED,
        "proxy "
            + proxy
            + (proxy.credentials().isPresent()
                ? " refuses the user name or the password (407)"
                : " asks for a user name and a password (407)"));
  }
}
