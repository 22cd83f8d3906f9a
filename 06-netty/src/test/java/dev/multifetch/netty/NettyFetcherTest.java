package dev.multifetch.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import io.netty.util.concurrent.BlockingOperationException;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The model's own face: a future for each URL.
class NettyFetcherTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Test
  void aFutureHasTheOutcome() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        NettyFetcher fetcher = open()) {
      for (int i = 0; i < 3; i++) {
        Outcome outcome = fetcher.fetch(origin.url("/")).sync().getNow();
        assertThat(outcome).isInstanceOf(Fetched.class);
      }
      assertThat(origin.connections()).hasSize(1);
    }
  }

  @Test
  void aUrlThatCannotBeIsAnOutcomeToo() throws Exception {
    try (NettyFetcher fetcher = open()) {
      Outcome outcome = fetcher.fetch(URI.create("ftp://host/")).sync().getNow();
      assertThat(kind(outcome)).isEqualTo(FailureKind.INVALID_URL);
    }
  }

  @Test
  void whoeverWouldWaitOnALoopIsRefused() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        NettyFetcher fetcher = open()) {
      fetcher
          .fetch(origin.url("/"))
          .addListener(
              _ -> {
                try {
                  fetcher.fetch(origin.url("/next")).sync(); // nobody else could read the answer
                } catch (Throwable t) {
                  thrown.complete(t);
                }
              });
      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(BlockingOperationException.class);
    }
  }

  @Test
  void toCancelTheFutureClosesTheConnection() throws Exception {
    var asked = new CompletableFuture<ScriptedConnection>();
    try (ScriptedServer origin =
            ScriptedServer.start(
                connection -> {
                  connection.request();
                  asked.complete(connection);
                  connection.awaitClientClose();
                });
        NettyFetcher fetcher = open()) {
      Future<Outcome> held = fetcher.fetch(origin.url("/"));
      ScriptedConnection connection = asked.join();

      held.cancel(false);

      connection.closedByClient(SOON);
    }
  }

  @Test
  void whatIsCancelledBeforeItBeginsTakesNoConnection() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        NettyFetcher fetcher = openWithOneLoop()) {
      fetcher.fetch(origin.url("/first")).sync();
      CountDownLatch release = BusyLoop.busy(fetcher);
      fetcher.fetch(origin.url("/never")).cancel(false);
      release.countDown();

      fetcher.fetch(origin.url("/second")).sync();

      assertThat(origin.requests()).hasSize(2);
      assertThat(origin.connections()).hasSize(1);
    }
  }

  @Test
  void whatIsCancelledAsItBeginsKeepsNoConnection() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        NettyFetcher fetcher = openWithOneLoop()) {
      fetcher.fetch(origin.url("/first")).sync();
      CountDownLatch begin = BusyLoop.busy(fetcher);
      Future<Outcome> never = fetcher.fetch(origin.url("/never"));
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch begun =
          BusyLoop.busy(fetcher, release); // in the same round, right behind its begin
      begin.countDown();
      begun.await();

      never.cancel(false);
      release.countDown();

      origin.connections().getFirst().closedByClient(SOON);
      assertThat(origin.requests()).hasSize(1);
    }
  }

  @Test
  void closeCancelsWhatAFutureStandsFor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer origin =
        ScriptedServer.start(
            connection -> {
              connection.request();
              asked.countDown();
              connection.awaitClientClose();
            })) {
      NettyFetcher fetcher = open();
      Future<Outcome> held = fetcher.fetch(origin.url("/"));
      asked.await();

      fetcher.close();

      assertThat(kind(held.getNow())).isEqualTo(FailureKind.CANCELLED);
      assertThatThrownBy(() -> fetcher.fetch(origin.url("/")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this fetcher is closed");
    }
  }

  /// A loop that is told to end from outside gives up what it is connecting before it runs its
  /// tasks, and the task that cancels would come too late.
  @Test
  void closeCancelsAlsoWhatABusyLoopIsConnecting() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<SocketChannel> fillers = new ArrayList<>();
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      fillBacklog(full, fillers); // Linux then answers nobody
      NettyFetcher fetcher = openWithOneLoop();
      Future<Outcome> held =
          fetcher.fetch(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
      fetcher
          .fetch(origin.url("/"))
          .addListener(
              _ -> { // while it reads, not in a task of its queue
                busy.countDown();
                release.await();
              });
      busy.await();

      Thread closer = Thread.ofPlatform().start(fetcher::close);
      while (closer.getState() != Thread.State.TIMED_WAITING) { // for the end of the loop
        Thread.onSpinWait();
      }
      release.countDown();
      closer.join();

      assertThat(kind(held.getNow())).isEqualTo(FailureKind.CANCELLED);
    } finally {
      for (SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }

  private static void fillBacklog(ServerSocket full, List<SocketChannel> fillers)
      throws IOException {
    for (int i = 0; i < 8; i++) { // a backlog of 1 takes 2; the rest wait
      SocketChannel filler = SocketChannel.open();
      fillers.add(filler);
      filler.configureBlocking(false);
      filler.connect(full.getLocalSocketAddress());
    }
  }

  private static FailureKind kind(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).kind();
  }

  private static NettyFetcher openWithOneLoop() {
    return new NettyFactory().open(FetchOptions.builder().maxInFlight(1).build());
  }

  private static NettyFetcher open() {
    return new NettyFactory().open(FetchOptions.defaults());
  }
}
