package dev.multifetch.http;

import dev.multifetch.FetchOptions;
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

/// The server that a client wants to reach by TLS (RFC 9110 section 4.3.4, R46): which name the
/// client sends in the handshake, and which certificate proves that the server is the right one.
/// Left alone, the JDK sends no name without a dot, and accepts no certificate for a name that has,
/// for example, an underscore.
public final class ServerIdentity {

  private final String host;
  private final List<SNIServerName> indicated;
  private final boolean checked;
  private final boolean checkedByJdk;

  private ServerIdentity(String host, List<SNIServerName> indicated, boolean checked) {
    this.host = host;
    this.indicated = indicated;
    this.checked = checked;
    this.checkedByJdk = checked && indicated.stream().allMatch(name -> name instanceof SNIHostName);
  }

  /// The identity of an origin's host.
  public static ServerIdentity of(Origin origin, FetchOptions options) {
    String host = origin.host();
    if (host.endsWith(".")) { // it is no part of the name here (RFC 6066 section 3)
      host = host.substring(0, host.length() - 1);
    }
    return new ServerIdentity(
        host, isAddress(host) ? List.of() : List.of(serverName(host)), options.verifying());
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

  /// A name that the JDK does not accept as the name of a host.
  private static final class UnusualName extends SNIServerName {
    UnusualName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// The host to give to the JDK as the peer's.
  public String host() {
    return host;
  }

  /// Makes a handshake send the name and, where the JDK can, check the certificate against it.
  public void demandIn(SSLParameters parameters) {
    parameters.setServerNames(indicated);
    parameters.setEndpointIdentificationAlgorithm(checkedByJdk ? "HTTPS" : null);
  }

  /// Checks the certificate after the handshake, because the JDK does not check everything that
  /// counts. Call this before you send the first byte of HTTP.
  ///
  /// @throws SSLPeerUnverifiedException if the certificate is not valid now, or not for this server
  ///   (R46)
  public void check(SSLSession afterHandshake) throws SSLPeerUnverifiedException {
    if (checked) {
      ServerCertificate.check((X509Certificate) afterHandshake.getPeerCertificates()[0], host);
    }
  }
}
