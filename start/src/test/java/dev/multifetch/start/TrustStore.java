package dev.multifetch.start;

import dev.multifetch.conformance.servers.Certificates;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;

/// The suite's authority in a file, so that a program trusts its certificates.
final class TrustStore {

  private static final String PASSWORD = "password";

  private TrustStore() {}

  private static Path file() {
    return Packed.folder().resolve("trust.p12");
  }

  static void write() throws Exception {
    byte[] pem = Certificates.authority().getBytes(StandardCharsets.US_ASCII);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    try (OutputStream out = Files.newOutputStream(file())) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  static List<String> options() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }
}
