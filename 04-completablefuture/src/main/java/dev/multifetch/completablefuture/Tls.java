package dev.multifetch.completablefuture;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.jspecify.annotations.Nullable;

/// TLS over one connection, if any. It keeps hold of the engine, since the library tells nobody how
/// a connection ended.
final class Tls {

  private final HttpHost host;
  private volatile @Nullable SSLEngine engine;
  private volatile boolean established;

  Tls(HttpHost host) {
    this.host = host;
  }

  /// Begins the handshake, which the URL's `timeout` bounds. The engine sends the host as SNI
  /// unless it is an address, and checks it against the certificate: R46.
  void begin(TransportSecurityLayer session, SSLContext context) {
    session.startTls(
        context,
        host,
        SSLBufferMode.STATIC,
        (_, created) -> {
          SSLParameters parameters = created.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          created.setSSLParameters(parameters);
          engine = created;
        },
        (_, _) -> {
          established = true;
          return null;
        },
        null);
  }

  /// R48: whether the end of the connection is not one that the server has announced. Anybody can
  /// end a connection, but only the server can say over TLS that it did.
  boolean cut() {
    SSLEngine running = engine;
    return running != null && !running.isInboundDone();
  }

  /// What a failure means while the connection is being opened: R47.
  Throwable failure(Throwable cause) {
    boolean handshaking = engine != null && !established;
    if (!handshaking || cause instanceof SSLException || !(cause instanceof IOException)) {
      return cause;
    }
    SSLHandshakeException failed = new SSLHandshakeException(cause.getMessage());
    failed.initCause(cause);
    return failed;
  }
}
