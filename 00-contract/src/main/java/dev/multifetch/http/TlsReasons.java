package dev.multifetch.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says why TLS failed, in words of our own: the JDK's words are for people who know its classes.
final class TlsReasons {

  /// What the JDK says of a certificate for another host.
  private static final Pattern ANOTHER_HOST =
      Pattern.compile("No .*name.* matching (?:IP address )?(\\S+) found\\.?");

  private static final Pattern NO_HOST = Pattern.compile("No .*name.* present");

  /// The server says in one word why it refuses (RFC 8446 section 6.2).
  private static final Pattern ALERT =
      Pattern.compile("(?i)received (?:fatal alert|handshake warning): (\\w+)");

  private static final String NOT_TRUSTED = "no trusted authority has signed the certificate";

  private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

  /// The alert that the JDK sends itself, before its words.
  private static final Pattern OWN_ALERT = Pattern.compile("^\\([a-z_]+\\) ");

  private static final int DEEPEST = 20; // some code may have closed the chain to a ring

  private TlsReasons() {}

  /// The deepest reason that this knows; else the JDK's message, without names of classes.
  static String of(Throwable failure, String message) {
    String deepest = null;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      deepest = reason(cause).orElse(deepest);
      cause = cause.getCause();
    }
    return deepest != null
        ? deepest
        : Failures.withoutClass(OWN_ALERT.matcher(message).replaceFirst(""));
  }

  private static Optional<String> reason(Throwable cause) {
    String message = Failures.messageOf(cause);
    return switch (cause) {
      case CertificateExpiredException _ -> dated("the certificate has expired", message);
      case CertificateNotYetValidException _ -> dated("the certificate is not valid yet", message);
      case CertPathBuilderException _ -> Optional.of(NOT_TRUSTED);
      case CertPathValidatorException e when e.getReason() == PKIXReason.NO_TRUST_ANCHOR ->
          Optional.of(NOT_TRUSTED);
      case CertPathValidatorException _ ->
          Optional.of("the certificate or its authority's is not acceptable: " + message);
      case CertificateException _ -> ofName(message);
      default -> message == null ? Optional.empty() : ofHandshake(message);
    };
  }

  /// @param limit the JDK's words for the date, such as `NotAfter: Sun Nov 29 16:00:00 UTC 2026`
  private static Optional<String> dated(String what, @Nullable String limit) {
    return Optional.of(limit == null ? what : what + " (" + limit + ")");
  }

  private static Optional<String> ofName(@Nullable String message) {
    Matcher another = ANOTHER_HOST.matcher(String.valueOf(message));
    if (another.matches()) {
      return Optional.of("the certificate does not name " + another.group(1));
    }
    return NO_HOST.matcher(String.valueOf(message)).matches()
        ? Optional.of("the certificate names no host")
        : Optional.empty();
  }

  private static Optional<String> ofHandshake(String message) {
    if (message.contains(NOT_TLS)) {
      return Optional.of(ConnectionFailures.NOT_TLS);
    }
    Matcher alert = ALERT.matcher(message);
    return alert.find()
        ? Optional.of("the server refused the TLS handshake: " + alert.group(1))
        : Optional.empty();
  }
}
