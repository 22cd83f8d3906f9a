package dev.multifetch.conformance.servers;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// Good and bad certificates, and the one authority that the suite's fetchers trust.
public final class Certificates {

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder()
          .commonName("the suite's authority")
          .certificateAuthority(0)
          .build();
  private static final HeldCertificate STRANGER =
      new HeldCertificate.Builder().commonName("a stranger").certificateAuthority(0).build();

  private Certificates() {}

  /// Trusts only the suite's authority.
  public static SSLContext trust() {
    return trusting().sslContext();
  }

  /// The same for a library that needs more than a context.
  public static X509TrustManager trustManager() {
    return trusting().trustManager();
  }

  private static HandshakeCertificates trusting() {
    return trusting(AUTHORITY.certificate());
  }

  /// Trusts only this certificate and those that it signed.
  public static SSLContext trust(HeldCertificate certificate) {
    return trusting(certificate.certificate()).sslContext();
  }

  private static HandshakeCertificates trusting(X509Certificate certificate) {
    return new HandshakeCertificates.Builder().addTrustedCertificate(certificate).build();
  }

  /// The suite's authority as PEM, for another process to trust.
  public static String authority() {
    return AUTHORITY.certificatePem();
  }

  /// A key and a certificate for these names as PEM, for a server that is not written in Java.
  public static String keyAndCertificate(String... names) {
    HeldCertificate held = named(names).signedBy(AUTHORITY).build();
    return held.privateKeyPkcs8Pem() + held.certificatePem();
  }

  /// Trusts like [#trust()], but is out of memory when it meets a certificate for this name.
  public static SSLContext trustThatRunsOutOfMemoryAt(String name) {
    X509TrustManager good = trustManager();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new RunningOutAt(name, good)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private record RunningOutAt(String name, X509TrustManager good) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
      if (names != null && names.toString().contains(name)) {
        throw new OutOfMemoryError("as the test has it");
      }
      good.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      good.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return good.getAcceptedIssuers();
    }
  }

  /// Good for these names.
  public static SSLSocketFactory forNames(String... names) {
    return server(named(names).signedBy(AUTHORITY).build());
  }

  public static SSLSocketFactory expired() {
    return server(
        named("127.0.0.1").signedBy(AUTHORITY).validityInterval(day(-2), day(-1)).build());
  }

  public static SSLSocketFactory notYetValid() {
    return server(named("127.0.0.1").signedBy(AUTHORITY).validityInterval(day(1), day(2)).build());
  }

  public static SSLSocketFactory selfSigned() {
    return server(named("127.0.0.1").build());
  }

  public static SSLSocketFactory ofUnknownAuthority() {
    return server(named("127.0.0.1").signedBy(STRANGER).build());
  }

  /// A certificate that names its host only in the subject, as in the time before alternative
  /// names.
  public static SSLSocketFactory forSubject(String name) {
    return server(new HeldCertificate.Builder().commonName(name).signedBy(AUTHORITY).build());
  }

  /// With an RSA key, which other cipher suites need.
  public static SSLSocketFactory withRsa(String name) {
    return server(named(name).rsa2048().signedBy(AUTHORITY).build());
  }

  /// For a server that asks for client certificates, and names so many authorities that its message
  /// is over 32 KiB.
  public static SSLSocketFactory withManyAuthorities(String name) throws GeneralSecurityException {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder()
            .heldCertificate(named(name).signedBy(AUTHORITY).build())
            .build();
    List<X509Certificate> many = Collections.nCopies(1_000, AUTHORITY.certificate());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {server.keyManager()}, new TrustManager[] {new Trusting(many)}, null);
    return context.getSocketFactory();
  }

  private record Trusting(List<X509Certificate> authorities) implements X509TrustManager {
    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.toArray(X509Certificate[]::new);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}
  }

  /// Not signed yet.
  public static HeldCertificate.Builder named(String... names) {
    HeldCertificate.Builder builder = new HeldCertificate.Builder().commonName(names[0]);
    for (String name : names) {
      builder.addSubjectAlternativeName(name);
    }
    return builder;
  }

  /// In milliseconds, as a certificate's builder takes it.
  public static long day(int fromToday) {
    return Instant.now().plus(Duration.ofDays(fromToday)).toEpochMilli();
  }

  /// For a server that shows this certificate.
  public static SSLSocketFactory server(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .build()
        .sslSocketFactory();
  }
}
