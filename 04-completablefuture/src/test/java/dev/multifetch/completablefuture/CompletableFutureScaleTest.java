package dev.multifetch.completablefuture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.servers.CrowdedServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("scale")
class CompletableFutureScaleTest {

  @Test
  void tenThousandUrlsWorkWithAThousandInFlight() throws Exception {
    try (CrowdedServer origin = CrowdedServer.start(1_000)) {
      assertThat(fetchAtOnce(origin, 10_000, 1_000)).isEqualTo(10_000);
    }
  }

  @Test
  void tenThousandAreInFlightOnAHandfulOfThreads() throws Exception {
    ThreadMXBean platform = ManagementFactory.getThreadMXBean();
    try (CrowdedServer origin = CrowdedServer.start(10_000)) {
      int before = platform.getThreadCount();
      platform.resetPeakThreadCount();

      assertThat(fetchAtOnce(origin, 10_000, 10_000)).isEqualTo(10_000);

      assertThat(platform.getPeakThreadCount() - before)
          .as("threads more than before")
          .isLessThan(32);
    }
  }

  /// Fetches so many URLs with so many in flight, and says how many of them worked.
  private static int fetchAtOnce(CrowdedServer origin, int urls, int inFlight) throws Exception {
    FetchOptions options =
        FetchOptions.builder()
            .maxInFlight(inFlight)
            .connectTimeout(Duration.ofSeconds(30)) // a burst of connects may overflow the backlog
            .timeout(Duration.ofSeconds(60))
            .build();
    AtomicInteger fetched = new AtomicInteger();
    try (Fetcher fetcher = new CompletableFutureFactory().open(options)) {
      fetcher.fetchEach(
          Collections.nCopies(urls, origin.url()),
          outcome -> fetched.addAndGet(outcome instanceof Fetched ? 1 : 0));
    }
    return fetched.get();
  }
}
