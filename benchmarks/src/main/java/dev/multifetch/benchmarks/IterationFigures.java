package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Evidence;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// The figures of one client's iterations: what its process spent, how the URLs ended, and what the
/// server saw. JMH calls this on one thread, before and after each iteration.
final class IterationFigures {

  private final Meter meter;
  private final RemoteServer server;
  private final Histogram took = new Histogram(3); // of all measured iterations
  private Spending spending = Spending.begin();
  private Optional<Evidence> before = Optional.empty();
  private long outcomesBefore;
  private long unexpectedBefore;

  IterationFigures(Meter meter, RemoteServer server) {
    this.meter = meter;
    this.server = server;
  }

  void begin() throws IOException {
    meter.interval(); // dropped: it belongs to the time between iterations
    outcomesBefore = meter.outcomes();
    unexpectedBefore = meter.unexpected();
    before = server.evidence();
    spending = Spending.begin();
  }

  /// The figures since [#begin].
  ///
  /// @param warmsUp whether the iteration is a warm-up, so that its times are dropped
  Map<Figure, Double> end(boolean warmsUp) throws IOException {
    took.add(meter.interval());
    Map<Figure, Double> figures = spending.end(meter.outcomes() - outcomesBefore, took);
    figures.put(Figure.UNEXPECTED, (double) (meter.unexpected() - unexpectedBefore));
    server.evidence().ifPresent(seen -> put(seen, figures));
    if (warmsUp) {
      took.reset();
    }
    return figures;
  }

  private void put(Evidence seen, Map<Figure, Double> figures) {
    long requests = seen.requests() - before.map(Evidence::requests).orElse(0L);
    long bytes = seen.bytes() - before.map(Evidence::bytes).orElse(0L);
    figures.put(Figure.REQUESTS, (double) requests);
    figures.put(Figure.PEAK, (double) seen.peakInFlight());
    figures.put(Figure.CONNECTIONS, (double) seen.connections());
    figures.put(Figure.BYTES, (double) bytes);
  }
}
