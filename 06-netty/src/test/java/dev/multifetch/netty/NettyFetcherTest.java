package dev.multifetch.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.ScriptedOrigin;
import dev.multifetch.conformance.Scripts;
import io.netty.util.concurrent.BlockingOperationException;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The model's own face: a future for each URL.
class NettyFetcherTest {

  @Test
  void aFutureHasTheOutcome() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.always(Scripts.OK));
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
    try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.always(Scripts.OK));
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
  void closeCancelsWhatAFutureStandsFor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedOrigin origin =
        ScriptedOrigin.start(
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

  private static FailureKind kind(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).kind();
  }

  private static NettyFetcher open() {
    return new NettyFactory().open(FetchOptions.defaults());
  }
}
