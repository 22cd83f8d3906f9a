package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Evidence;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// The figures of one client's iterations: what its process spent, how the URLs ended, and what the
/// server saw. It is called on one thread, before and after each iteration or turn.
final class IterationFigures {

  private final Meter meter;
  private final RemoteServer server;
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
  Map<Figure, Double> end() throws IOException {
    long outcomes = meter.outcomes() - outcomesBefore;
    Map<Figure, Double> figures = spending.end(outcomes); // before the costs of what follows
    Histogram took = meter.interval();
    figures.put(Figure.P50, took.getValueAtPercentile(50) / 1e6);
    figures.put(Figure.P99, took.getValueAtPercentile(99) / 1e6);
    figures.put(Figure.P999, took.getValueAtPercentile(99.9) / 1e6);
    figures.put(Figure.UNEXPECTED, (double) (meter.unexpected() - unexpectedBefore));
    server.evidence().ifPresent(seen -> put(seen, outcomes, figures));
    return figures;
  }

  /// An outcome for which the server saw no request is one that the client made up.
  private void put(Evidence seen, long outcomes, Map<Figure, Double> figures) {
    long requests = seen.requests() - before.map(Evidence::requests).orElse(0L);
    long bytes = seen.bytes() - before.map(Evidence::bytes).orElse(0L);
    figures.put(Figure.REQUESTS, (double) requests);
    figures.merge(Figure.UNEXPECTED, (double) Math.max(0, outcomes - requests), Double::sum);
    figures.put(Figure.PEAK, (double) seen.peakInFlight());
    figures.put(Figure.CONNECTIONS, (double) seen.connections());
    figures.put(Figure.BYTES, (double) bytes);
  }
}
