package dev.multifetch.cli;

import java.io.IOException;
import java.io.InputStream;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a file of PEM certificates into a TLS context that trusts only these.
final class TrustedCertificates implements ITypeConverter<SSLContext> {

  private static final String NEEDED = "must be a file of PEM certificates: ";

  @Override
  public SSLContext convert(String file) throws GeneralSecurityException, IOException {
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

  private static Collection<? extends Certificate> read(String file)
      throws CertificateException, IOException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> certificates = x509.generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new TypeConversionException(NEEDED + "found none in " + file);
      }
      return certificates;
    } catch (IOException e) {
      throw new TypeConversionException(NEEDED + Problems.reading(Path.of(file), e));
    } catch (CertificateException e) {
      throw new TypeConversionException(NEEDED + "in " + file + ": " + e.getMessage());
    }
  }
}
