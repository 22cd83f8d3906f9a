package dev.multifetch.conformance.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.reference.Reference;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The soak is tested, too: it must see what is wrong with these, and nothing wrong with the one
/// that they differ from.
@Tag("soak")
class TamperedTest {

  private static final Duration LENGTH = Duration.ofSeconds(2);

  /// A pause of the machine must not count as a hang, where something else is to be seen.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration UNTIL_A_HANG_IS_SEEN = Duration.ofSeconds(1);

  private final AtomicInteger count = new AtomicInteger();

  @Test
  void aFetcherThatKeepsTheRulesStandsIt() throws Exception {
    new Soak(
            Reference.but(fetcher -> fetcher),
            Map::of,
            new Settings(LENGTH.multipliedBy(2), 1, PATIENCE))
        .run();
  }

  @Test
  void aSocketThatIsLeftOpenIsSeen() {
    Queue<DatagramSocket> leaked = new ConcurrentLinkedQueue<>();
    reject(
        PATIENCE,
        fetcher -> new Tampered(fetcher, () -> leaked.add(socket()), _ -> true),
        "left behind: socket");
    leaked.forEach(DatagramSocket::close);
  }

  @Test
  void anOutcomeThatIsMissingIsSeen() {
    reject(
        PATIENCE,
        fetcher -> new Tampered(fetcher, () -> {}, _ -> count.incrementAndGet() % 100 != 0),
        "outcomes of a call that returned");
  }

  @Test
  void anExceptionOnAnotherThreadIsSeen() {
    reject(
        PATIENCE,
        fetcher ->
            new Tampered(
                fetcher,
                () ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              throw new IllegalStateException("on purpose");
                            }),
                _ -> true),
        "uncaught on");
  }

  @Test
  void aCallThatHangsIsSeen() {
    reject(
        UNTIL_A_HANG_IS_SEEN,
        fetcher ->
            new Tampered(
                fetcher,
                () -> {},
                _ -> {
                  if (count.incrementAndGet() == 100) {
                    try {
                      Thread.sleep(Duration.ofHours(1));
                    } catch (InterruptedException e) { // by the soak, which has seen enough
                      Thread.currentThread().interrupt();
                    }
                  }
                  return true;
                }),
        "a call hangs");
  }

  private static void reject(Duration patience, UnaryOperator<Fetcher> tampering, String seen) {
    Settings settings = new Settings(LENGTH, 1, patience);
    assertThatThrownBy(() -> new Soak(Reference.but(tampering), Map::of, settings).run())
        .hasMessageContaining("tampered failed the soak")
        .hasMessageContaining(seen)
        .hasMessageContaining("-Dsoak.seed=1");
  }

  private static DatagramSocket socket() {
    try {
      return new DatagramSocket();
    } catch (SocketException e) {
      throw new IllegalStateException("no socket to leak", e);
    }
  }

  @Test
  void theSameSeedDrawsTheSamePlan() {
    try (SoakServer server = new SoakServer()) {
      assertThat(plan(server, 7)).isEqualTo(plan(server, 7)).isNotEqualTo(plan(server, 8));
    }
  }

  private static String plan(SoakServer server, long seed) {
    RoundPlan plan = RoundPlan.draw(seed, 3, 50, Soak.options(), server);
    return plan + " " + plan.urls();
  }

  /// Does something more when it is closed, and hands over only some outcomes.
  private record Tampered(Fetcher fetcher, Runnable onClose, Filter filter) implements Fetcher {

    interface Filter {
      boolean passes(Outcome outcome);
    }

    @Override
    public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
        throws InterruptedException {
      fetcher.fetchEach(
          urls,
          outcome -> {
            if (filter.passes(outcome)) {
              onOutcome.accept(outcome);
            }
          });
    }

    @Override
    public void close() {
      fetcher.close();
      onClose.run();
    }
  }
}
