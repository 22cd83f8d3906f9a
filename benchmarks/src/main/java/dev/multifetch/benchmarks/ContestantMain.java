package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.ContestantProcess.Order;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The process of one contestant. It does what its standard input says, an [Order] a line, and
/// answers each order with a [Turn]. Between two orders it is idle. It ends with its input.
final class ContestantMain {

  private static final JsonMapper JSON = new JsonMapper();

  private final RemoteServer server;
  private final Contestant contestant;
  private final Set<Boolean> gated = new HashSet<>(); // http, https
  private @Nullable OpenClient open;

  private ContestantMain(RemoteServer server, Contestant contestant) {
    this.server = server;
    this.contestant = contestant;
  }

  public static void main(String[] arguments) throws Exception {
    var main =
        new ContestantMain(
            RemoteServer.at(URI.create(arguments[0])), Contestants.named(arguments[1]));
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        Turn turn = main.follow(JSON.readValue(line, Order.class));
        System.out.println(ContestantProcess.MARK + JSON.writeValueAsString(turn));
      }
    }
    System.exit(0); // a peer's threads may still run
  }

  private Turn follow(Order order) {
    try {
      return switch (order) {
        case Order.Open open -> open(open.load());
        case Order.Run run -> set(open).run(run);
      };
    } catch (Exception e) {
      return Turn.failed(String.valueOf(e));
    }
  }

  /// Checks the contestant, once for http and once for https, and opens its client. The first batch
  /// of a fresh JVM is measured without a check: the check would warm it up.
  private Turn open(Load load) throws Exception {
    OpenClient before = open;
    if (before != null) {
      before.close();
    }
    Optional<String> missing = server.lacks(load.workload());
    if (missing.isPresent()) {
      return Turn.failed(missing.get());
    }
    boolean secure = load.workload().secure();
    if (isChecked(load) && gated.add(secure)) {
      Optional<String> refusal = new Gate(server).refuses(contestant, load);
      if (refusal.isPresent()) {
        return Turn.failed(refusal.get());
      }
    }
    open = OpenClient.of(contestant, load, server);
    return new Turn(0, Map.of(), "");
  }

  private boolean isChecked(Load load) {
    return load.workload() != Workload.COLD && contestant.track() != Track.CEILING;
  }

  private static <T> T set(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("no client is open");
    }
    return value;
  }

  /// The contestant's open client at its load.
  private record OpenClient(
      Load load,
      Contestant.Client client,
      ExpectedBatch batch,
      Meter meter,
      IterationFigures figures,
      RemoteServer server) {

    static OpenClient of(Contestant contestant, Load load, RemoteServer server) {
      URI base = server.base(load.workload().secure()).orElse(server.plain());
      ExpectedBatch batch = load.batch(base, server.ours());
      Meter meter = new Meter(batch);
      return new OpenClient(
          load,
          contestant.open(load.options(server)),
          batch,
          meter,
          new IterationFigures(meter, server),
          server);
    }

    Turn run(Order.Run run) throws Exception {
      server.reset();
      figures.begin();
      long before = meter.outcomes();
      long began = System.nanoTime();
      FirstOutcome first = new FirstOutcome(meter);
      do {
        long outcomes = meter.outcomes();
        client.fetch(batch.urls(), load.workload() == Workload.FIRST ? first : meter);
        meter.batchEnded(outcomes);
      } while (System.nanoTime() - began < run.least().toNanos());
      double seconds = (System.nanoTime() - began) / 1e9;
      long requests = meter.outcomes() - before;
      Map<String, Double> titled = new HashMap<>();
      figures.end(run.warmsUp()).forEach((figure, value) -> titled.put(figure.title(), value));
      return new Turn(score(requests, seconds, first.nanos() - began), titled, "");
    }

    private double score(long requests, double seconds, long nanosToFirst) {
      return switch (load.workload()) {
        case FIRST -> nanosToFirst / 1e9;
        case LARGE -> load.mebibytes(requests / seconds);
        default -> load.workload().moreIsBetter() ? requests / seconds : seconds;
      };
    }

    void close() throws Exception {
      client.close();
    }
  }
}
