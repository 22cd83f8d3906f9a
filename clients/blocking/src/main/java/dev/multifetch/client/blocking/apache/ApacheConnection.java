package dev.multifetch.client.blocking.apache;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.blocking.TcpSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.jspecify.annotations.Nullable;

/// A connection that can say whether bytes came while it was idle. The library's own check calls
/// such a connection healthy.
final class ApacheConnection extends DefaultManagedHttpClientConnection {

  private static final int MOMENT = 1; // ms

  private @Nullable TcpSocket tcp;
  private @Nullable SSLSocket tls;

  ApacheConnection(String id, Http1Config config, FetchOptions options) {
    super(id, null, null, config, null, null, null, null, _ -> new ApacheHeadParser(options));
  }

  @Override
  public void bind(Socket socket) throws IOException {
    super.bind(socket);
    tcp = (TcpSocket) socket;
  }

  @Override
  public void bind(SSLSocket secured, Socket socket) throws IOException {
    super.bind(secured, socket);
    tls = secured;
  }

  /// Whether bytes came that nobody asked for, or the end of the connection (R20, R42).
  boolean unaskedBytes() {
    try {
      return surplus() || (tcp != null && tcp.hasInput() && (tls == null || hasInput(tls)));
    } catch (IOException broken) { // such as an alert
      return true;
    }
  }

  /// Whether TLS has decrypted bytes that are not read yet. The kernel cannot know that.
  private boolean surplus() throws IOException {
    return tls != null && tls.getInputStream().available() > 0;
  }

  /// Over TLS, the bytes may be only a session ticket, and only a read can show that. So this waits
  /// for a moment.
  private static boolean hasInput(SSLSocket tls) throws IOException {
    int before = tls.getSoTimeout();
    tls.setSoTimeout(MOMENT);
    try {
      int _ = tls.getInputStream().read();
      return true; // a byte, or the end
    } catch (SocketTimeoutException nothing) {
      return false;
    } finally {
      tls.setSoTimeout(before);
    }
  }
}
