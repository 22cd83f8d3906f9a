package dev.multifetch.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server of the page answers, and whom.
class StatusPageTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final StatusFeed FEED = StatusFeed.start(() -> MadeUp.running(1));

  private final StatusPage page;

  StatusPageTest() throws IOException {
    page = StatusPage.open(new InetSocketAddress(LOOPBACK, 0), FEED);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/,                     evil.example,   200", // which shows nothing of the crawl
    "/status.js,            127.0.0.1,      200",
    "/news,                 localhost,      200",
    "/news,                 localhost:9000, 200", // a tunnel of ssh has a port of its own
    "/news,                 127.0.0.1:8088, 200",
    "/news,                 [::1]:8088,     200",
    "/news,                 evil.example:1, 403", // a name that leads to our address
    "/news,                 127.0.0.1.a.b,  403",
    "/news,                 '',             403",
    "/../StatusPage.class,  127.0.0.1,      404",
    "/%2e%2e/MadeUp.class,  127.0.0.1,      404"
  })
  void itTellsTheNewsToAddressesOnly(String path, String host, int status) throws IOException {
    String answer = answer("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void itListensOnOneAddress(String all) {
    assertThatThrownBy(
            () -> StatusPage.open(new InetSocketAddress(InetAddress.ofLiteral(all), 0), FEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name one address, such as 127.0.0.1:8088");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    URI taken = page.url();

    assertThatThrownBy(
            () -> StatusPage.open(new InetSocketAddress(LOOPBACK, taken.getPort()), FEED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + taken.getPort())
        .hasMessageContaining("choose another");
  }

  @Test
  void aHostWithoutAnAddressIsNamed() {
    assertThatThrownBy(
            () -> StatusPage.open(InetSocketAddress.createUnresolved("nowhere", 1), FEED))
        .hasMessageContaining("nowhere");
  }

  /// Sends these bytes as they are, which a client of the JDK would not.
  private String answer(String request) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, page.url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
      return head.toString();
    }
  }
}
