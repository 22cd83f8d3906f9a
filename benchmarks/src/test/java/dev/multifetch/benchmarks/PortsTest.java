package dev.multifetch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A machine has about 28,000 ports for connections to one server. So clients with thousands of
/// connections each must not have them at once, also while they warm up.
@Tag("process")
class PortsTest {

  private static final int IN_FLIGHT = 1_001;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  @Test
  void clientsWithThousandsOfConnectionsTakeTurns() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 4 * IN_FLIGHT);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      List<Sample> samples = measured(origin);
      assertThat(samples).extracting(Sample::failure).containsOnly(Optional.empty());
      assertThat(peak).hasValueLessThanOrEqualTo(IN_FLIGHT);
    } finally {
      server.stop(0);
    }
  }

  private static List<Sample> measured(URI origin) throws Exception {
    MeasurementPlan plan =
        new MeasurementPlan(
            List.of("netty", "completablefuture"),
            List.of(Workload.FAN_OUT),
            OptionalInt.of(IN_FLIGHT),
            OptionalInt.of(IN_FLIGHT),
            Optional.empty(),
            OptionalInt.empty(),
            1L,
            MeasurementPlan.Peers.NONE,
            Optional.of(origin),
            MeasurementPlan.Effort.QUICK);
    List<Sample> last = new ArrayList<>();
    try (Measurement measurement = Measurement.begin(plan)) {
      measurement.run(
          (_, samples) -> {
            last.clear();
            last.addAll(samples);
          });
    }
    return last;
  }

  /// Takes long enough that two clients which run at once are seen.
  private void answer(HttpExchange exchange) throws IOException {
    peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try (exchange) {
      Thread.sleep(Duration.ofMillis(500));
      inFlight.decrementAndGet();
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
