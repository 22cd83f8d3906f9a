package dev.multifetch.start;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A server that takes its time, for each URL a time of its own, and keeps a diary of it. The times
/// are the same in each run, so that the pictures of two runs can be laid side by side.
final class PacedServer implements AutoCloseable {

  static final int URLS = 20;

  private static final long SEED = 20;
  private static final String RESPONSE = Scripts.ok("x".repeat(1000));

  private final List<Integer> delays = delays();
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Entry> diary = new ConcurrentLinkedQueue<>();
  private final ScriptedServer server = ScriptedServer.start(this::serve);

  /// A request, as the server saw it: its times are those of [System#nanoTime].
  ///
  /// @param url from 1 on
  /// @param connection from 1 on, in the order of their first requests
  record Entry(int url, int connection, long begun, long answered) {}

  /// How long each URL takes, in ms: most are quick and a few are slow, 4 s together.
  static List<Integer> delays() {
    Random random = new Random(SEED);
    List<Double> tail =
        random.doubles(URLS).mapToObj(d -> Math.min(0.4 - Math.log(1 - d), 3)).toList();
    double sum = tail.stream().mapToDouble(Double::doubleValue).sum();
    return tail.stream().map(share -> (int) Math.round(4000 * share / sum)).toList();
  }

  List<String> urls() {
    return IntStream.rangeClosed(1, URLS).mapToObj(i -> server.url("/" + i).toString()).toList();
  }

  /// The requests that have been answered so far.
  List<Entry> diary() {
    return List.copyOf(diary);
  }

  private void serve(ScriptedConnection connection) throws IOException, InterruptedException {
    int number = 0;
    while (true) {
      String head = connection.request();
      long begun = System.nanoTime();
      number = number == 0 ? connections.incrementAndGet() : number;
      int url = Integer.parseInt(head.split("[ /]+")[1]);
      long due = begun + TimeUnit.MILLISECONDS.toNanos(delays.get(url - 1));
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      connection.answer(RESPONSE);
      diary.add(new Entry(url, number, begun, System.nanoTime()));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
