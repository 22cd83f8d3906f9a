package dev.multifetch.completablefuture;

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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// The face beside the contract: one URL, one future.
class CompletableFutureFetcherTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Test
  void aFutureCompletesWithTheOutcome() {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.ok("body")));
        var fetcher = new CompletableFutureFetcher(FetchOptions.defaults())) {
      Outcome outcome = fetcher.fetch(origin.url("/")).join();
      assertThat(((Fetched) outcome).text()).isEqualTo("body");
    }
  }

  @Test
  void anExchangeThatFailsIsAnOutcomeToo() {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.once(""));
        var fetcher = new CompletableFutureFetcher(FetchOptions.defaults())) {
      Outcome outcome = fetcher.fetch(origin.url("/")).join();
      assertThat(((Failed) outcome).kind()).isEqualTo(FailureKind.CONNECTION_LOST);
    }
  }

  @Test
  void toCancelTheFutureClosesTheConnection() throws Exception {
    var held = new LinkedBlockingQueue<ScriptedConnection>();
    try (ScriptedServer origin =
            ScriptedServer.start(
                connection -> {
                  connection.request();
                  held.add(connection);
                  connection.awaitClientClose();
                });
        var fetcher = new CompletableFutureFetcher(FetchOptions.defaults())) {
      CompletableFuture<Outcome> outcome = fetcher.fetch(origin.url("/"));
      ScriptedConnection connection = held.take();

      outcome.cancel(true);

      connection.closedByClient(SOON);
    }
  }

  @Test
  void whatDependsOnTheFutureCannotHarmTheNextExchange() {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        var fetcher = new CompletableFutureFetcher(FetchOptions.defaults())) {
      CompletableFuture<Void> broken =
          fetcher
              .fetch(origin.url("/"))
              .thenAccept(
                  _ -> {
                    throw new StackOverflowError("on the I/O thread");
                  });
      assertThatThrownBy(broken::join).hasRootCauseInstanceOf(StackOverflowError.class);
      assertThat(fetcher.fetch(origin.url("/")).join()).isInstanceOf(Fetched.class);
    }
  }

  @Test
  void aClosedFetcherRefuses() {
    var fetcher = new CompletableFutureFetcher(FetchOptions.defaults());
    fetcher.close();
    assertThatThrownBy(() -> fetcher.fetch(java.net.URI.create("http://127.0.0.1/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this fetcher is closed");
  }
}
