package dev.multifetch.benchmarks.peers;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the certificates that an `SSLContext` trusts, for libraries that take a trust manager but
/// no context. A context does not say what it trusts. So this tries it, with a handshake to the
/// same server, once for each certificate.
final class ContextTrust extends X509ExtendedTrustManager {

  private static final int PATIENCE_MILLIS = 10_000;

  private final SSLContext context;
  private final Set<X509Certificate> trusted = ConcurrentHashMap.newKeySet();

  ContextTrust(SSLContext context) {
    this.context = context;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain[0], engine.getPeerHost(), engine.getPeerPort());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain[0], ((SSLSocket) socket).getHandshakeSession().getPeerHost(), socket.getPort());
  }

  private void check(X509Certificate shown, String host, int port) throws CertificateException {
    if (trusted.contains(shown)) {
      return;
    }
    try (Socket tcp = new Socket(host, port);
        SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      SSLSession session = socket.getSession();
      if (!session.getPeerCertificates()[0].equals(shown)) {
        throw new CertificateException(host + " shows another certificate each time");
      }
    } catch (IOException refused) {
      throw new CertificateException(refused);
    }
    trusted.add(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("nobody has named the host of this certificate");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is not for checking clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
