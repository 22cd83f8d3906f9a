package dev.multifetch.benchmarks.server;

import dev.multifetch.benchmarks.results.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What a measurement knows of the server it fetches from: ours, or any other server.
///
/// @param plain its base for http
/// @param secured its base for https, if there is one
/// @param ours whether it counts, delays and fails as [BenchmarkServer] does
/// @param authority who signed its certificate, as PEM, if it is ours
public record RemoteServer(
    URI plain, Optional<URI> secured, boolean ours, Optional<String> authority) {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST = 64 << 10; // bytes of an answer: a certificate is one of 2,000

  /// Asks the server that listens there what it is.
  ///
  /// @throws IOException if nobody answers there
  public static RemoteServer at(URI base) throws IOException {
    if ("https".equalsIgnoreCase(base.getScheme())) {
      return new RemoteServer(base, Optional.of(base), false, Optional.empty());
    }
    Properties about = properties(ask(base, "GET", "about"));
    if (!about.containsKey("https")) {
      return new RemoteServer(base, Optional.empty(), false, Optional.empty());
    }
    URI https = securedBeside(base, about.getProperty("https"));
    return new RemoteServer(
        base, Optional.of(https), true, Optional.of(ask(base, "GET", "authority")));
  }

  /// Whatever it says, the load goes to the host that the user named, and to no other.
  private static URI securedBeside(URI base, String said) throws IOException {
    try {
      return new URI("https", null, base.getHost(), new URI(said).getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IOException("origin " + base + " names no URL for https: " + e.getReason(), e);
    }
  }

  /// The base for a workload; empty if it asks for https and there is none.
  public Optional<URI> base(boolean secure) {
    return secure ? secured : Optional.of(plain);
  }

  /// Trusts the server's authority; the JDK's own trust if it is not ours.
  public SSLContext trust() {
    try {
      if (authority.isEmpty()) {
        return SSLContext.getDefault();
      }
      byte[] pem = authority.get().getBytes(StandardCharsets.US_ASCII);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem)));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot trust the origin's authority", e);
    }
  }

  /// Makes it forget what it saw.
  public void reset() throws IOException {
    if (ours) {
      ask(plain, "POST", "reset");
    }
  }

  /// What it saw since; empty if it is not ours.
  public Optional<Evidence> evidence() throws IOException {
    if (!ours) {
      return Optional.empty();
    }
    Properties seen = properties(ask(plain, "GET", "evidence"));
    return Optional.of(
        new Evidence(
            Long.parseLong(seen.getProperty("requests")),
            Long.parseLong(seen.getProperty("peakInFlight")),
            Long.parseLong(seen.getProperty("connections")),
            Long.parseLong(seen.getProperty("bytes"))));
  }

  private static Properties properties(String text) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      return new Properties(); // another server's words
    }
    return properties;
  }

  /// One request by hand: a client with threads and pools of its own would be measured, too.
  private static String ask(URI base, String method, String what) throws IOException {
    int port = base.getPort() < 0 ? 80 : base.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head =
          "%s %s%s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
              .formatted(method, Control.PATH, what, base.getHost(), port);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = socket.getInputStream().readNBytes(LONGEST); // it may never end
      String answer = new String(bytes, StandardCharsets.US_ASCII);
      int end = answer.indexOf("\r\n\r\n");
      return end < 0 || !answer.startsWith("HTTP/1.1 2") ? "" : answer.substring(end + 4);
    } catch (IOException e) {
      throw new IOException("origin " + base + " does not answer: " + e.getMessage(), e);
    }
  }
}
