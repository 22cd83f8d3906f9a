package dev.multifetch.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that says it is ours, and is not.
@Timeout(30)
@Tag("process")
class RemoteServerTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

  private ServerSocket server;
  private volatile String about = "";
  private volatile boolean endless;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::answerAll);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void theLoadGoesToTheHostThatTheUserNamed() throws Exception {
    about = "https=https://victim.example:4443\n";
    assertThat(RemoteServer.at(url()).secured()).contains(URI.create("https://127.0.0.1:4443"));
  }

  @Test
  void aNumberOfAddressesThatIsNoneIsOne() throws Exception {
    about = "https=https://127.0.0.1:4443\nhosts=many\n";
    assertThat(RemoteServer.at(url()).hosts()).isEqualTo(1);
  }

  @Test
  void anAnswerWithoutEndIsReadNoFurtherThanItMatters() throws Exception {
    endless = true;
    assertThat(RemoteServer.at(url()).authority()).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsNoUrlIsSaid() {
    about = "https=https://[\n";
    assertThatThrownBy(() -> RemoteServer.at(url()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names no URL for https");
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void answerAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> answer(socket));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().read(new byte[8192]);
      OutputStream out = socket.getOutputStream();
      out.write((OK + about).getBytes(US_ASCII));
      while (endless) {
        out.write(new byte[8192]);
      }
    } catch (IOException e) {
      // the client has seen enough
    }
  }
}
