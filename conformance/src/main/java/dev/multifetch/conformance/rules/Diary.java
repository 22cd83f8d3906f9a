package dev.multifetch.conformance.rules;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A server's record of its exchanges. It notes a beginning after it has read the request, and an
/// end before it sends the answer. So a pause in the record is never shorter than the client's.
final class Diary implements Script {

  /// Answers a request, or closes its connection if the answer is empty.
  @FunctionalInterface
  interface Answers {
    String to(int number) throws InterruptedException;
  }

  private record Exchange(long began, long ended) {}

  private final Answers answers;
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

  /// @param answers to the requests of all connections, which are counted from 1
  Diary(Answers answers) {
    this.answers = answers;
  }

  /// Answers once with this, and then always with that.
  static Diary of(String first, String later) {
    return new Diary(number -> number == 1 ? first : later);
  }

  @Override
  public void serve(ScriptedConnection connection) throws IOException, InterruptedException {
    while (true) {
      connection.request();
      long began = System.nanoTime();
      String answer = answers.to(number.incrementAndGet());
      exchanges.add(new Exchange(began, System.nanoTime()));
      if (answer.isEmpty()) {
        return;
      }
      connection.answer(answer);
    }
  }

  /// When the exchanges began, on the clock of [System#nanoTime()].
  List<Long> beginnings() {
    return sorted().stream().map(Exchange::began).toList();
  }

  /// Between the end of each exchange and the beginning of the next.
  List<Duration> pauses() {
    List<Exchange> sorted = sorted();
    return IntStream.range(1, sorted.size())
        .mapToObj(i -> Duration.ofNanos(sorted.get(i).began - sorted.get(i - 1).ended))
        .toList();
  }

  private List<Exchange> sorted() {
    return exchanges.stream().sorted(Comparator.comparingLong(Exchange::began)).toList();
  }
}
