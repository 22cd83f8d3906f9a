package dev.multifetch.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LedgerTest {

  private final Ledger before = Ledger.now();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void letThreadsEnd() {
    release.countDown();
  }

  @Test
  void aThreadIsListed() {
    Thread thread = Thread.ofPlatform().name("left").start(this::linger);
    assertThat(Ledger.now().without(before))
        .contains("thread #%d \"left\"".formatted(thread.threadId()));
  }

  @Test
  void aVirtualThreadIsListed() {
    Thread thread = Thread.ofVirtual().name("left").start(this::linger);
    assertThat(Ledger.now().without(before))
        .contains("virtual thread #%d \"left\"".formatted(thread.threadId()));
  }

  @Test
  void aVirtualThreadWithoutANameIsListedToo() {
    Thread thread = Thread.startVirtualThread(this::linger);
    assertThat(Ledger.now().without(before))
        .contains("virtual thread #%d \"\"".formatted(thread.threadId()));
  }

  @Test
  void theThreadsOfAForkJoinPoolAreListed() {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.execute(this::linger);
    pool.shutdown();
    assertThat(Ledger.now().without(before)).anyMatch(entry -> entry.contains("ForkJoinPool-"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void bothEndsOfAConnectionAndItsListenerAreListed() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket server = listener.accept()) {
      assertThat(client.getPort()).isEqualTo(server.getLocalPort());
      assertThat(sockets()).hasSize(3).allMatch(socket -> socket.contains("0100007F:"));
    }
    assertThat(sockets()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSocketThatWasNeverConnectedIsListed() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      assertThat(channel.isConnected()).isFalse();
      assertThat(sockets()).singleElement().asString().endsWith(" at no address");
    }
  }

  private List<String> sockets() {
    return Ledger.now().without(before).stream().filter(e -> e.startsWith("socket ")).toList();
  }

  private void linger() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
