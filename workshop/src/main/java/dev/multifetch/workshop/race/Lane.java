package dev.multifetch.workshop.race;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One model in a process of its own: [Order]s come in, [Event]s go out, as lines of JSON. The
/// process ends when its input ends, so it does not survive the process that started it.
final class Lane {

  static final String WARM_UP = "warm-up"; // the server answers at once, and counts nothing

  private static final int WARM_UP_URLS = 500;
  private static final int SAMPLE_MILLIS = 100;

  private final FetcherFactory factory;
  private final PrintStream out;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private volatile @Nullable Fetcher fetcher;
  private volatile boolean running;

  private Lane(FetcherFactory factory, PrintStream out) {
    this.factory = factory;
    this.out = out;
  }

  /// @param args the name of a model
  public static void main(String... args) {
    PrintStream out = System.out;
    System.setOut(System.err); // a library's words are no events
    try {
      new Lane(named(args[0]), out).work();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1); // a fetcher's threads would keep the JVM
    }
  }

  private static FetcherFactory named(String name) {
    return ServiceLoader.load(FetcherFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no model named " + name));
  }

  private void work() throws InterruptedException {
    Thread.ofPlatform().daemon().name("orders").start(this::read);
    Footprint footprint = new Footprint();
    Thread.ofPlatform().daemon().name("samples").start(() -> sample(footprint));
    List<URI> urls = List.of();
    while (true) {
      switch (orders.take()) { // without a bound: the process ends with its input
        case Order.WarmUp race -> warmUp(race.origin());
        case Order.Prepare race -> {
          urls = urls(race.origin(), factory.name(), race.urls());
          System.gc(); // the memory that the race shows is the race's own
          fetcher = factory.open(options(race.inFlight()));
          say(new Event.Ready(footprint.before(), footprint.counted()));
        }
        case Order.Go _ -> run(urls, footprint);
        case Order.Stop _ -> {} // the fetcher is closed already
      }
    }
  }

  private void warmUp(URI origin) throws InterruptedException {
    try (Fetcher fetcher = factory.open(options(10))) {
      fetcher.fetchEach(
          urls(origin, WARM_UP, WARM_UP_URLS), outcome -> line(Event.Ended.of(outcome)));
    }
  }

  private static FetchOptions options(int inFlight) {
    return FetchOptions.builder().maxInFlight(inFlight).build();
  }

  private void run(List<URI> urls, Footprint footprint) throws InterruptedException {
    try (Fetcher opened = fetcher) {
      say(new Event.Began());
      say(footprint.sample());
      running = true;
      if (opened != null) {
        opened.fetchEach(urls, outcome -> say(Event.Ended.of(outcome)));
      }
    } catch (IllegalStateException e) {
      System.err.println("stopped before it began: " + e.getMessage());
    } finally {
      running = false;
    }
    say(footprint.sample());
    say(new Event.Done(""));
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Order order = Wire.JSON.readValue(line, Order.class);
        Fetcher opened = fetcher;
        if (order instanceof Order.Stop && opened != null) {
          opened.close();
        }
        orders.add(order);
      }
    } catch (IOException e) {
      System.err.println("the orders cannot be read: " + e.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }

  private void sample(Footprint footprint) {
    try {
      while (true) {
        Thread.sleep(SAMPLE_MILLIS);
        if (running) {
          say(footprint.sample());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(Event event) {
    String line = line(event);
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  private static String line(Event event) {
    return Wire.JSON.writeValueAsString(event);
  }

  private static List<URI> urls(URI origin, String lane, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> origin.resolve("/%s/%d".formatted(lane, n)))
        .toList();
  }
}
