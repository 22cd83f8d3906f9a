package dev.multifetch.conformance.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {

  private static final int ROUNDS = 200; // until one falls between two steps of close

  @Test
  void whoConnectsWhileItIsClosedIsLetGoToo() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ScriptedServer server = ScriptedServer.start(Scripts.silent());
      CountDownLatch connecting = new CountDownLatch(1);
      FutureTask<List<Socket>> clients =
          new FutureTask<>(() -> connectUntilRefused(server.port(), connecting));
      Thread.ofPlatform().start(clients);
      connecting.await();

      server.close();

      List<Socket> connected = clients.get(); // and kept open
      for (ScriptedConnection connection : server.connections()) {
        assertThat(connection.isClosedByClient(Duration.ofSeconds(5)) || connection.isClosed())
            .as("an end, in round %d", round)
            .isTrue();
      }
      for (Socket client : connected) {
        client.close();
      }
    }
  }

  private static List<Socket> connectUntilRefused(int port, CountDownLatch connecting) {
    List<Socket> clients = new ArrayList<>();
    while (true) {
      try {
        clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
        connecting.countDown();
      } catch (IOException refused) {
        return clients;
      }
    }
  }
}
