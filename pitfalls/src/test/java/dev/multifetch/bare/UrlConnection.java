package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/// The JDK's java.net.HttpURLConnection, which has been there since 1.1.
final class UrlConnection implements BareClient {

  @Override
  public Got get(URI url, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(Certificates.trust().getSocketFactory());
    }
    headers.forEach(connection::setRequestProperty);
    int status = connection.getResponseCode();
    try (@Nullable InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Got(status, body == null ? new byte[0] : body.readAllBytes());
    }
  }

  @Override
  public void close() {} // its connections are the JVM's
}
