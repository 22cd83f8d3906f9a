package dev.multifetch.virtualthreads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The example of the contract's page.
class PolitenessExampleTest {

  private static final String BUSY =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";

  private static FetchOptions polite() {
    Politeness politeness =
        new Politeness(
            2, // perOrigin
            Duration.ofMillis(500), // delay
            Duration.ZERO, // interval
            4, // attempts
            Duration.ofMinutes(2), // longestPause
            Duration.ofMinutes(10)); // retryTime
    return FetchOptions.builder().politeness(politeness).build();
  }

  @Test
  void aBusyServerIsAskedAgain() throws InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.start(
                connection -> {
                  while (true) {
                    connection.request();
                    connection.answer(requests.getAndIncrement() == 0 ? BUSY : Scripts.OK);
                  }
                });
        Fetcher fetcher = new VirtualThreadFactory().open(polite())) {
      Outcome outcome = fetcher.fetchAll(List.of(server.url("/"))).getFirst();
      assertThat(outcome).isInstanceOf(Fetched.class);
      assertThat(((Fetched) outcome).status()).isEqualTo(200);
      assertThat(outcome.timing().attempt()).isEqualTo(2);
    }
  }
}
