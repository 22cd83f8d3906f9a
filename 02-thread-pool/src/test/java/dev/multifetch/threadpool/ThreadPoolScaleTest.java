package dev.multifetch.threadpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.servers.CrowdedServer;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("scale")
class ThreadPoolScaleTest {

  static FetcherFactory[] factories() {
    return new FetcherFactory[] {new ThreadPoolFactory(), new ThreadPoolFactory.OverOkHttp()};
  }

  @ParameterizedTest
  @MethodSource("factories")
  void tenThousandUrlsWorkWithAThousandInFlight(FetcherFactory factory) throws Exception {
    try (CrowdedServer origin = CrowdedServer.start(1_000)) {
      assertThat(fetchAtOnce(factory, origin, 10_000, 1_000)).isEqualTo(10_000);
    }
  }

  /// Fetches so many URLs with so many in flight, and says how many of them worked.
  private static int fetchAtOnce(
      FetcherFactory factory, CrowdedServer origin, int urls, int inFlight) throws Exception {
    FetchOptions options =
        FetchOptions.builder()
            .maxInFlight(inFlight)
            .connectTimeout(Duration.ofSeconds(30)) // a burst of connects may overflow the backlog
            .timeout(Duration.ofSeconds(60))
            .build();
    AtomicInteger fetched = new AtomicInteger();
    try (Fetcher fetcher = factory.open(options)) {
      fetcher.fetchEach(
          Collections.nCopies(urls, origin.url()),
          outcome -> fetched.addAndGet(outcome instanceof Fetched ? 1 : 0));
    }
    return fetched.get();
  }
}
