package dev.multifetch.benchmarks.server;

import dev.multifetch.results.Evidence;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/// What a measurement knows of the server it fetches from: ours, or any other server.
///
/// @param plain its base for http
/// @param secured its base for https, if there is one
/// @param ours whether it counts, delays and fails as [BenchmarkServer] does
/// @param authority the certificate of the authority that signed the server's, as PEM, if the
///   server is ours
public record RemoteServer(
    URI plain, Optional<URI> secured, boolean ours, Optional<String> authority) {

  /// Asks the server at this address what it is.
  ///
  /// @throws IOException if no server answers there
  public static RemoteServer at(URI base) throws IOException {
    if ("https".equalsIgnoreCase(base.getScheme())) {
      return new RemoteServer(base, Optional.of(base), false, Optional.empty());
    }
    Properties about = ControlRequest.get(base, "about").properties();
    if (!about.containsKey("https")) {
      return new RemoteServer(base, Optional.empty(), false, Optional.empty());
    }
    URI https = securedBeside(base, about.getProperty("https"));
    return new RemoteServer(
        base, Optional.of(https), true, Optional.of(ControlRequest.get(base, "authority").send()));
  }

  /// Whatever the server says, the load goes only to the host that the user named.
  private static URI securedBeside(URI base, String said) throws IOException {
    try {
      return new URI("https", null, base.getHost(), new URI(said).getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IOException("origin " + base + " names no URL for https: " + e.getReason(), e);
    }
  }

  /// The base URL for a workload; empty if it needs https and the server has none.
  public Optional<URI> base(boolean secure) {
    return secure ? secured : Optional.of(plain);
  }

  /// Trusts the server's authority; the JDK's own trust if it is not ours.
  public SSLContext trust() {
    try {
      return authority.isPresent()
          ? new TrustedAuthority(authority.get()).context()
          : SSLContext.getDefault();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot trust the origin's authority", e);
    }
  }

  /// Resets what the server saw.
  public void reset() throws IOException {
    if (ours) {
      ControlRequest.post(plain, "reset").send();
    }
  }

  /// What the server saw since the reset; empty if the server is not ours.
  public Optional<Evidence> evidence() throws IOException {
    if (!ours) {
      return Optional.empty();
    }
    Properties seen = ControlRequest.get(plain, "evidence").properties();
    return Optional.of(
        new Evidence(
            Long.parseLong(seen.getProperty("requests")),
            Long.parseLong(seen.getProperty("peakInFlight")),
            Long.parseLong(seen.getProperty("connections")),
            Long.parseLong(seen.getProperty("bytes"))));
  }
}
