package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.Tally;
import dev.multifetch.benchmarks.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Fetches the same batch again and again, and prints requests per second of each: a first glance,
/// not a benchmark.
public final class Laps {

  private Laps() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 5) {
      System.err.println("usage: Laps NAME URL COUNT INFLIGHT REPEATS, where NAME is one of");
      ServiceLoader.load(FetcherFactory.class).forEach(each -> System.err.println(each.name()));
      Peers.inJvm().forEach(each -> System.err.println(each.name()));
      Programs.all().forEach(each -> System.err.println(each.name()));
      System.exit(2);
    }
    for (Program program : Programs.all()) {
      if (program.name().equals(arguments[0])) {
        System.out.println(Programs.run(program, errand(arguments)));
        return;
      }
    }
    FetchOptions options =
        FetchOptions.builder().maxInFlight(Integer.parseInt(arguments[3])).build();
    URI url = URI.create(arguments[1]);
    List<URI> urls =
        IntStream.range(0, Integer.parseInt(arguments[2]))
            .mapToObj(_ -> URI.create(url.toString()))
            .toList();
    try (Client client = open(arguments[0], options)) {
      for (int lap = 0; lap < Integer.parseInt(arguments[4]); lap++) {
        run(client, urls);
      }
    }
    System.exit(0); // whatever threads a library has left
  }

  private static Errand errand(String[] arguments) {
    return new Errand(
        Workload.THROUGHPUT,
        URI.create(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        0,
        Optional.empty(),
        Integer.parseInt(arguments[4]),
        Optional.empty(),
        Duration.ofMinutes(2));
  }

  private static void run(Client client, List<URI> urls) throws Exception {
    LongAdder ok = new LongAdder();
    LongAdder bytes = new LongAdder();
    long began = System.nanoTime();
    client.fetch(
        urls,
        (_, status, length, _) -> {
          bytes.add(length);
          if (status == 200) {
            ok.increment();
          }
        });
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%8.0f requests/s, %d of %d ok, %d bytes%n",
        urls.size() / seconds, ok.sum(), urls.size(), bytes.sum());
  }

  private static Client open(String name, FetchOptions options) {
    for (Contestant peer : Peers.inJvm()) {
      if (peer.name().equals(name)) {
        return peer.open(options);
      }
    }
    for (FetcherFactory factory : ServiceLoader.load(FetcherFactory.class)) {
      if (factory.name().equals(name)) {
        return new Model(factory.open(options));
      }
    }
    throw new IllegalArgumentException("no model and no peer is called " + name);
  }

  private record Model(Fetcher fetcher) implements Client {

    @Override
    public void fetch(List<URI> urls, Tally tally) throws InterruptedException {
      fetcher.fetchEach(
          urls,
          outcome -> {
            switch (outcome) {
              case Fetched got -> tally.ended(got.index(), got.status(), got.body().length, 0);
              case dev.multifetch.Failed failed -> tally.ended(failed.index(), 0, 0, 0);
            }
          });
    }

    @Override
    public void close() {
      fetcher.close();
    }
  }
}
