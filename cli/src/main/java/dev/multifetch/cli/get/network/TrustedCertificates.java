package dev.multifetch.cli.get.network;

import dev.multifetch.cli.console.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Reads a file of PEM certificates into a TLS context that trusts only these.
public final class TrustedCertificates {

  private static final String NEEDED = "must be a file of PEM certificates: ";

  private TrustedCertificates() {}

  /// A context that trusts the certificates of this file.
  ///
  /// @throws IOException if it is no such file; the message goes on after an option's name
  public static SSLContext in(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null); // empty
    for (Certificate certificate : read(file)) {
      store.setCertificateEntry(Integer.toString(store.size()), certificate);
    }
    return trusting(store);
  }

  /// A context that trusts the certificates of this store.
  static SSLContext trusting(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Collection<? extends Certificate> read(Path file)
      throws CertificateException, IOException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    byte[] pem;
    try {
      pem = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(NEEDED + Problems.reading(file, e), e);
    }
    try {
      Collection<? extends Certificate> certificates =
          x509.generateCertificates(new ByteArrayInputStream(pem));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException _) {
      // the JDK says this in terms of its own
    }
    throw new IOException(NEEDED + "found none that can be read in " + file);
  }
}
