package dev.multifetch.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;

/// The server that a TLS handshake must be with (RFC 9110 section 4.3.4, R46): which name the
/// client sends with it, and which certificate proves it. Left alone, the JDK sends no name without
/// a dot in it, and accepts no certificate for a name that has, for example, an underscore.
public final class ServerIdentity {

  private final String host;
  private final List<SNIServerName> indicated;
  private final boolean checkedByJdk;

  private ServerIdentity(String host, List<SNIServerName> indicated) {
    this.host = host;
    this.indicated = indicated;
    this.checkedByJdk = indicated.stream().allMatch(name -> name instanceof SNIHostName);
  }

  /// The identity of an origin's host.
  public static ServerIdentity of(Origin origin) {
    String host = origin.host();
    if (host.endsWith(".")) { // it is no part of the name here (RFC 6066 section 3)
      host = host.substring(0, host.length() - 1);
    }
    return new ServerIdentity(host, isAddress(host) ? List.of() : List.of(serverName(host)));
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static SNIServerName serverName(String host) {
    try {
      return new SNIHostName(host);
    } catch (IllegalArgumentException unusual) {
      return new UnusualName(host);
    }
  }

  /// A name that the JDK takes for none of a host.
  private static final class UnusualName extends SNIServerName {
    UnusualName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// What the JDK is to take for the peer's host.
  public String host() {
    return host;
  }

  /// Makes a handshake send the name and, where the JDK can, check the certificate against it.
  public void demandIn(SSLParameters parameters) {
    parameters.setServerNames(indicated);
    parameters.setEndpointIdentificationAlgorithm(checkedByJdk ? "HTTPS" : null);
  }

  /// Looks at the certificate after the handshake: the JDK does not look at all that counts. No
  /// byte of HTTP may be sent before.
  ///
  /// @throws SSLPeerUnverifiedException if the certificate is not valid now, or not for this server
  ///   (R46)
  public void check(SSLSession afterHandshake) throws SSLPeerUnverifiedException {
    ServerCertificate.check((X509Certificate) afterHandshake.getPeerCertificates()[0], host);
  }
}
