package dev.multifetch.benchmarks.server;

import dev.multifetch.results.Evidence;
import dev.multifetch.results.Workload;
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
/// @param hosts at how many addresses it listens for http, from 127.0.0.1 on
/// @param authority the certificate of the authority that signed the server's, as PEM, if the
///   server is ours
public record RemoteServer(
    URI plain, Optional<URI> secured, boolean ours, int hosts, Optional<String> authority) {

  /// Asks the server at this address what it is.
  ///
  /// @throws IOException if no server answers there
  public static RemoteServer at(URI base) throws IOException {
    if ("https".equalsIgnoreCase(base.getScheme())) {
      return new RemoteServer(base, Optional.of(base), false, 1, Optional.empty());
    }
    Properties about = ControlRequest.get(base, "about").properties();
    if (!about.containsKey("https")) {
      return new RemoteServer(base, Optional.empty(), false, 1, Optional.empty());
    }
    URI https = securedBeside(base, about.getProperty("https"));
    String authority = ControlRequest.get(base, "authority").send();
    return new RemoteServer(
        base, Optional.of(https), true, hosts(base, about), Optional.of(authority));
  }

  /// The load goes to other addresses only if the user named the first of them.
  private static int hosts(URI base, Properties about) {
    String said = about.getProperty("hosts", "");
    return base.getHost().equals(Loopback.FIRST) && said.matches("[0-9]{1,3}")
        ? Integer.parseInt(said)
        : 1;
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

  /// Why a workload cannot run on this server, and what to do; empty if it can.
  public Optional<String> lacks(Workload workload) {
    if (!ours && (workload.hosts() > 1 || workload == Workload.NO_KEEP_ALIVE)) {
      return Optional.of(
          "%s needs our own server: leave out --origin, or start one with multifetch origin"
              .formatted(workload.title()));
    }
    return hosts >= workload.hosts() ? Optional.empty() : Optional.of(tooFewHosts(workload));
  }

  private String tooFewHosts(Workload workload) {
    return ("%s needs the addresses 127.0.0.1 to %s, and the origin %s listens at %d of them:"
            + " on macOS, add each with sudo ifconfig lo0 alias 127.0.0.2, and so on;"
            + " elsewhere, another program has its port, so choose another --port")
        .formatted(workload.title(), Loopback.host(workload.hosts() - 1), plain, hosts);
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
