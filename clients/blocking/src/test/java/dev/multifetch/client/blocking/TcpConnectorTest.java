package dev.multifetch.client.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.TestHosts;
import dev.multifetch.http.Step.Send;
import org.junit.jupiter.api.Test;

class TcpConnectorTest {

  private final TcpConnector connector = new TcpConnector(FetchOptions.defaults());

  /// Else Nagle's algorithm keeps the first request of a TLS connection back until the server's
  /// delayed acknowledgement of the handshake, some 40 ms.
  @Test
  void itsSocketsSendWithoutDelay() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedConnection::awaitClientClose);
        Batches batches = new Batches("test", FetchOptions.defaults());
        Batch batch = batches.begin();
        Call call = batch.begin(0, server.url(TestHosts.of("127.0.0.2", "127.0.0.1"), "/"))) {
      connector.open(
          ((Send) call.start()).request().origin(),
          call,
          socket -> {
            try (socket) {
              assertThat(socket.getTcpNoDelay()).isTrue();
              assertThat(socket.isConnected()).isTrue();
            }
          });
    }
  }
}
