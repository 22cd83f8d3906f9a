package dev.multifetch.benchmarks.server;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// A request to one of the paths of [Control], written by hand, because the measurement would
/// include the threads and pools of a real client.
///
/// @param base of the server
record ControlRequest(URI base, String method, String path) {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST = 64 << 10; // bytes of a response: a certificate has 2,000

  /// @param what the path's last part
  static ControlRequest get(URI base, String what) {
    return new ControlRequest(base, "GET", Control.PATH + what);
  }

  /// @param what the path's last part
  static ControlRequest post(URI base, String what) {
    return new ControlRequest(base, "POST", Control.PATH + what);
  }

  /// The properties in the body; none if the body holds something else.
  ///
  /// @throws IOException if nobody answers
  Properties properties() throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(send()));
    } catch (IllegalArgumentException e) {
      return new Properties(); // another server's words
    }
    return properties;
  }

  /// The body of the response; empty if its status is not 2xx.
  ///
  /// @throws IOException if nobody answers
  String send() throws IOException {
    int port = base.getPort() < 0 ? 80 : base.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head =
          "%s %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
              .formatted(method, path, base.getHost(), port);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = socket.getInputStream().readNBytes(LONGEST); // it may never end
      String answer = new String(bytes, StandardCharsets.US_ASCII);
      int end = answer.indexOf("\r\n\r\n");
      return end < 0 || !answer.startsWith("HTTP/1.1 2") ? "" : answer.substring(end + 4);
    } catch (IOException e) {
      throw new IOException("origin " + base + " does not answer: " + e.getMessage(), e);
    }
  }
}
