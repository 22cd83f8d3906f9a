package dev.multifetch.conformance.certificates;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;

/// The authorities that sign certificates here, and which of them a client trusts.
final class Authorities {

  static final Issued ROOT = Draft.authority("the root").selfSigned();
  static final Issued INTERMEDIATE = Draft.authority("the intermediate").signedBy(ROOT);

  /// Trusted like `ROOT`, but expired.
  static final Issued EXPIRED_ROOT = Draft.authority("the expired root").valid(-3, -1).selfSigned();

  /// Trusted like `ROOT`. It signed itself with SHA-1; nobody needs to check that signature.
  static final Issued SHA1_ROOT =
      Draft.authority("the root of SHA-1").algorithm(Algorithm.ECDSA_SHA1).selfSigned();

  /// Trusted by nobody.
  static final Issued STRANGER = Draft.authority("a stranger").selfSigned();

  private static final List<Issued> TRUSTED = List.of(ROOT, EXPIRED_ROOT, SHA1_ROOT);

  private Authorities() {}

  /// Trusts the roots and nobody else.
  static SSLContext trust() {
    HandshakeCertificates.Builder trusting = new HandshakeCertificates.Builder();
    TRUSTED.forEach(root -> trusting.addTrustedCertificate(read(root)));
    return trusting.build().sslContext();
  }

  private static X509Certificate read(Issued root) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(root.der()));
    } catch (CertificateException e) {
      throw new IllegalStateException("a root that the JDK cannot read", e);
    }
  }

  /// The roots in the form that programs such as curl read.
  static String pem() {
    return TRUSTED.stream()
        .map(root -> Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.der()))
        .map("-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"::formatted)
        .collect(Collectors.joining());
  }
}
