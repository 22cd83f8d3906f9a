package dev.multifetch.http;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Checks what a server's certificate says: when it is valid, what it may be used for, and for
/// which hosts (RFC 9110 section 4.3.4).
///
/// All of that counts, whatever the reason to trust the certificate. If the server's certificate is
/// itself among the trusted ones, the JDK checks only the host. It also accepts more names than RFC
/// 9525 allows. So every client lets the JDK check during the handshake, and checks here after it.
final class ServerCertificate {

  // The numbers that X509Certificate gives to the kinds of names.
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  // The numbers that RFC 5280 gives to the bits of a key usage (section 4.2.1.3).
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;

  /// TLS servers, and any use at all.
  private static final Set<String> SERVING = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private ServerCertificate() {}

  /// @param host the name that the certificate must have, without a dot at its end
  /// @throws SSLPeerUnverifiedException if it is not valid now, not for TLS servers, or not for
  ///   this host (R46)
  static void check(X509Certificate certificate, String host) throws SSLPeerUnverifiedException {
    try {
      certificate.checkValidity();
      require(mayServe(certificate), "the certificate is not for TLS servers");
      require(names(certificate, host), "the certificate does not name " + host);
    } catch (CertificateException e) {
      SSLPeerUnverifiedException refused =
          new SSLPeerUnverifiedException("the certificate is not valid");
      refused.initCause(e);
      throw refused;
    }
  }

  private static void require(boolean holds, String objection) throws SSLPeerUnverifiedException {
    if (!holds) {
      throw new SSLPeerUnverifiedException(objection);
    }
  }

  /// A certificate that does not say what it may be used for may be used for anything.
  private static boolean mayServe(X509Certificate certificate) throws CertificateException {
    List<String> uses = certificate.getExtendedKeyUsage();
    boolean[] key = certificate.getKeyUsage();
    return (uses == null || uses.stream().anyMatch(SERVING::contains))
        && (key == null || key[DIGITAL_SIGNATURE] || key[KEY_ENCIPHERMENT] || key[KEY_AGREEMENT]);
  }

  /// RFC 9525 section 6: only the alternative names count, and never the subject.
  private static boolean names(X509Certificate certificate, String host)
      throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    boolean address = isAddress(host);
    return names != null
        && names.stream()
            .anyMatch(
                name ->
                    switch ((int) name.getFirst()) {
                      case DNS_NAME -> !address && covers((String) name.getLast(), host);
                      case IP_ADDRESS -> address && isSame((String) name.getLast(), host);
                      default -> false;
                    });
  }

  /// A wildcard is the whole first label of a name, and stands for exactly one label. A host has no
  /// asterisk, so a name with an asterisk anywhere else covers no host.
  private static boolean covers(String name, String host) {
    String pattern = name.toLowerCase(Locale.ROOT);
    int dot = host.indexOf('.');
    return pattern.startsWith("*.")
        ? dot > 0 && pattern.substring(1).equals(host.substring(dot))
        : pattern.equals(host);
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static boolean isSame(String address, String host) {
    return isAddress(address) && InetAddress.ofLiteral(address).equals(InetAddress.ofLiteral(host));
  }
}
