package dev.multifetch.client.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.http.Step.Send;
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

/// How exchanges begin and end on the loops.
class EventLoopsTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Test
  void urlsThatFollowOneAnotherShareAConnection() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        Fetching fetching = Fetching.open(FetchOptions.defaults())) {
      for (int i = 0; i < 3; i++) {
        assertThat(fetching.outcome(origin.url("/"))).isInstanceOf(Fetched.class);
      }
      assertThat(origin.connections()).hasSize(1);
    }
  }

  @Test
  void aLoopThatWouldWaitForItselfIsRefused() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        EventLoopClient client = new EventLoopClient("test", FetchOptions.defaults());
        Batch batch = client.beginWithoutWaiting()) {
      Call call = batch.begin(0, origin.url("/"));
      client.exchange(
          call,
          (Send) call.start(),
          Fetching.HERE,
          _ -> {
            try {
              client.begin(List.of()).close();
            } catch (Throwable t) {
              thrown.complete(t);
            }
          });
      assertThat(thrown.get(10, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("event loop");
    }
  }

  @Test
  void anEndOfTheWorkClosesTheConnection() throws Exception {
    var asked = new CompletableFuture<ScriptedConnection>();
    try (ScriptedServer origin =
            ScriptedServer.start(
                connection -> {
                  connection.request();
                  asked.complete(connection);
                  connection.awaitClientClose();
                });
        Fetching fetching = Fetching.open(FetchOptions.defaults())) {
      Batch held = fetching.fetch(origin.url("/"), _ -> {});
      ScriptedConnection connection = asked.join();

      held.close();

      connection.closedByClient(SOON);
    }
  }

  @Test
  void workThatEndsBeforeItsExchangeBeginsTakesNoConnection() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        Fetching fetching = Fetching.withOneLoop()) {
      fetching.outcome(origin.url("/first"));
      CountDownLatch release = new CountDownLatch(1);
      fetching.busyUntil(release).await();
      fetching.fetch(origin.url("/never"), _ -> {}).close();
      release.countDown();

      fetching.outcome(origin.url("/second"));

      assertThat(origin.requests()).hasSize(2);
      assertThat(origin.connections()).hasSize(1);
    }
  }

  @Test
  void workThatEndsAsItsExchangeBeginsKeepsNoConnection() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        Fetching fetching = Fetching.withOneLoop()) {
      fetching.outcome(origin.url("/first"));
      CountDownLatch begin = new CountDownLatch(1);
      fetching.busyUntil(begin).await();
      Batch never = fetching.fetch(origin.url("/never"), _ -> {});
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch begun = fetching.busyUntil(release); // in the same round, after its begin
      begin.countDown();
      begun.await();

      never.close();
      release.countDown();

      origin.connections().getFirst().closedByClient(SOON);
      assertThat(origin.requests()).hasSize(1);
    }
  }

  @Test
  void closeCancelsWhatIsAtWork() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer origin =
        ScriptedServer.start(
            connection -> {
              connection.request();
              asked.countDown();
              connection.awaitClientClose();
            })) {
      Fetching fetching = Fetching.open(FetchOptions.defaults());
      CompletableFuture<Outcome> held = fetching.fetch(origin.url("/"));
      asked.await();

      fetching.close();

      assertThat(kind(held.get(10, TimeUnit.SECONDS))).isEqualTo(FailureKind.CANCELLED);
      assertThatThrownBy(() -> fetching.fetch(origin.url("/")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this fetcher is closed");
    }
  }

  /// An exchange that begins on loops that are closed is over at once, on the thread that asked.
  @Test
  void anExchangeAfterCloseIsOverAtOnce() {
    Fetching fetching = Fetching.open(FetchOptions.defaults());
    try (Batch batch = fetching.batches().begin()) {
      Call call = batch.begin(0, URI.create("http://127.0.0.1/"));
      Send send = (Send) call.start();
      fetching.loops().close();
      var next = new CompletableFuture<>();

      fetching.loops().exchange(call, send, Fetching.HERE, next::complete);

      assertThat(next).isCompleted();
    } finally {
      fetching.close();
    }
  }

  @Test
  void closeCancelsAlsoWhatABusyLoopIsConnecting() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<SocketChannel> fillers = new ArrayList<>();
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      fillBacklog(full, fillers); // Linux then answers nobody
      Fetching fetching = Fetching.withOneLoop();
      CompletableFuture<Outcome> held =
          fetching.fetch(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
      var _ =
          fetching.fetch(
              origin.url("/"),
              _ -> { // while it reads, not in a task of its queue
                busy.countDown();
                Fetching.await(release);
              });
      busy.await();

      Thread closer = Thread.ofPlatform().start(fetching::close);
      while (closer.getState() != Thread.State.TIMED_WAITING) { // for the end of the loop
        Thread.onSpinWait();
      }
      release.countDown();
      closer.join();

      assertThat(kind(held.get(10, TimeUnit.SECONDS))).isEqualTo(FailureKind.CANCELLED);
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
}
