package dev.multifetch.conformance.certificates;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// What a server sends in a handshake: its certificate, then those of authorities.
///
/// @param certificates in the order in which they are sent
/// @param keys the keys that the server proves to have
record Chain(List<byte[]> certificates, KeyPair keys) {

  static Chain of(Issued server, Issued... others) {
    List<byte[]> sent =
        Stream.concat(Stream.of(server), Arrays.stream(others)).map(Issued::der).toList();
    return new Chain(sent, server.keys());
  }

  /// The server's certificate, signed by the suite's intermediate.
  static Chain of(Draft server) {
    return of(server.signedBy(Authorities.INTERMEDIATE), Authorities.INTERMEDIATE);
  }

  /// A good server's certificate, signed by this intermediate. The suite's root signs the
  /// intermediate.
  static Chain below(Draft intermediate) {
    return below(intermediate, Draft.server(CertificateCase.HOST));
  }

  static Chain below(Draft intermediate, Draft server) {
    Issued between = intermediate.signedBy(Authorities.ROOT);
    return of(server.signedBy(between), between);
  }

  /// The server's side of a handshake.
  SSLSocketFactory tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Sending(this)}, null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /// Sends the chain, whatever the client asks for.
  private static final class Sending extends X509ExtendedKeyManager {

    private static final String ALIAS = "server";

    private final Chain chain;

    Sending(Chain chain) {
      this.chain = chain;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return keyType.equals(getPrivateKey(ALIAS).getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.certificates().stream()
          .map(der -> new Presented(der, chain.keys().getPublic()))
          .toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return chain.keys().getPrivate();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }
  }
}
