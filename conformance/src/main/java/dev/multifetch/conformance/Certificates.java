package dev.multifetch.conformance;

import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// Certificates as they should be and as they should not, and the one authority that the suite's
/// fetchers trust.
public final class Certificates {

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder()
          .commonName("the suite's authority")
          .certificateAuthority(0)
          .build();
  private static final HeldCertificate STRANGER =
      new HeldCertificate.Builder().commonName("a stranger").certificateAuthority(0).build();

  private Certificates() {}

  /// Trusts the suite's authority and nobody else.
  public static SSLContext trust() {
    return trusting().sslContext();
  }

  /// The same for a library that asks for more than a context.
  public static X509TrustManager trustManager() {
    return trusting().trustManager();
  }

  private static HandshakeCertificates trusting() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(AUTHORITY.certificate())
        .build();
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

  private static HeldCertificate.Builder named(String... names) {
    HeldCertificate.Builder builder = new HeldCertificate.Builder().commonName(names[0]);
    for (String name : names) {
      builder.addSubjectAlternativeName(name);
    }
    return builder;
  }

  private static long day(int fromToday) {
    return Instant.now().plus(Duration.ofDays(fromToday)).toEpochMilli();
  }

  private static SSLSocketFactory server(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate)
        .build()
        .sslSocketFactory();
  }
}
