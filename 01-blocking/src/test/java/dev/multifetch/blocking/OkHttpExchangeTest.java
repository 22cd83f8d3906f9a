package dev.multifetch.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OkHttpExchangeTest {

  /// Else Nagle's algorithm keeps the first request of a TLS connection back until the server's
  /// delayed acknowledgement of the handshake, some 40 ms.
  @Test
  void itsSocketsSendWithoutDelay() throws Exception {
    try (BlockingClient client = new BlockingClient(Library.OKHTTP, FetchOptions.defaults());
        Batch batch = client.begin();
        Call call = batch.begin(0, URI.create("http://origin.test/"));
        Socket socket = new OkHttpExchange(call).socket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
