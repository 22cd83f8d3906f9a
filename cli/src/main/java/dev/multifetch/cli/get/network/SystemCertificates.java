package dev.multifetch.cli.get.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// The certificates that the operating system trusts.
final class SystemCertificates {

  /// Where systems that have no store of their own keep them, as one file.
  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Alpine, Arch
          "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, Red Hat
          "/etc/ssl/ca-bundle.pem", // openSUSE
          "/etc/ssl/cert.pem"); // BSD

  private SystemCertificates() {}

  /// A context that trusts them.
  ///
  /// @param system the name of the operating system, as the JDK has it
  /// @param environment may name a file of its own in SSL_CERT_FILE, as for OpenSSL
  static SSLContext trusted(String system, Map<String, String> environment)
      throws GeneralSecurityException, IOException {
    String named = environment.getOrDefault("SSL_CERT_FILE", "");
    if (!named.isEmpty()) {
      return bundle(named);
    }
    if (system.startsWith("Windows")) {
      return store("Windows-ROOT");
    }
    return system.startsWith("Mac") ? store("KeychainStore-ROOT") : firstBundle();
  }

  private static SSLContext store(String type) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null); // the system's own
    return TrustedCertificates.trusting(store);
  }

  private static SSLContext firstBundle() throws GeneralSecurityException, IOException {
    for (String file : BUNDLES) {
      if (Files.isReadable(Path.of(file))) {
        return bundle(file);
      }
    }
    throw new IOException("found no file " + String.join(", ", BUNDLES));
  }

  private static SSLContext bundle(String file) throws GeneralSecurityException, IOException {
    return TrustedCertificates.in(Path.of(file));
  }
}
