package dev.multifetch.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.benchmarks.ContestantProcess.Order;
import dev.multifetch.benchmarks.server.BenchmarkServer;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of a turn if its process does not answer.
@Tag("process")
class ContestantProcessTest {

  private static final Load LOAD = new Load(Workload.LATENCY, 8, 8, "/bytes/10?delay=50ms");
  private static final Order RUN = new Order.Run(Duration.ZERO, false);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void itAnswersEachOrder() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      assertThat(netty.follow(new Order.Open(LOAD), PATIENCE).failure()).isEmpty();
      Turn turn = netty.follow(RUN, PATIENCE);
      assertThat(turn.failure()).isEmpty();
      assertThat(turn.score()).isGreaterThanOrEqualTo(0.05);
      assertThat(turn.figures()).containsEntry(Figure.REQUESTS, 8.0);
    }
  }

  @Test
  void anOrderThatCannotBeFollowedIsAFailedTurn() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      assertThat(netty.follow(RUN, PATIENCE).failure()).contains("no client is open");
    }
  }

  @Test
  void aProcessThatDiesIsAFailedTurn() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      signal(netty, "KILL");
      assertThat(netty.follow(RUN, PATIENCE).failure())
          .contains("its JVM ended with exit code 137");
      assertThat(netty.follow(RUN, PATIENCE).failure())
          .as("the order after that")
          .contains("its JVM ended with exit code 137");
    }
  }

  @Test
  void aProcessThatIsTooSlowIsAFailedTurn() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      signal(netty, "STOP");
      assertThat(netty.follow(RUN, Duration.ofMillis(300)).failure())
          .contains("did not end its turn");
    }
  }

  /// While clients warm up they may run on any core.
  @Test
  void itRunsOnOtherCoresUntilItIsBoundAgain() throws Exception {
    Pinning pinning = Pinning.ofThisMachine();
    assumeThat(pinning).isInstanceOf(Pinning.Bound.class);
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      assertThat(netty.follow(new Order.Open(LOAD), PATIENCE).failure()).isEmpty();
      pinning.bind(netty.pid());
      assertThat(coresOfThreads(netty)).containsExactly(1);
      pinning.release(netty.pid());
      assertThat(coresOfThreads(netty)).containsExactly(Runtime.getRuntime().availableProcessors());
    }
  }

  /// How many cores each thread of the process may use.
  private static Set<Integer> coresOfThreads(ContestantProcess process) throws IOException {
    Set<Integer> cores = new HashSet<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
          lines
              .filter(line -> line.startsWith("Cpus_allowed_list:"))
              .forEach(line -> cores.add(Pinning.cores(line.split(":")[1]).size()));
        } catch (NoSuchFileException threadHasEnded) {
          // so it uses no core
        }
      }
    }
    return cores;
  }

  /// Ctrl-C on a terminal reaches all processes that run in it.
  @Test
  void aProcessThatWasInterruptedInterruptsTheMeasurement() throws Exception {
    assumeThat(isInterruptIgnored())
        .as("this build runs in the background of a shell, where SIGINT is ignored")
        .isFalse();
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0);
        ContestantProcess netty = start(server)) {
      assertThat(netty.follow(new Order.Open(LOAD), PATIENCE).failure()).isEmpty();
      signal(netty, "INT");
      ProcessHandle.of(netty.pid())
          .ifPresent(ending -> ending.onExit().orTimeout(60, SECONDS).join());
      assertThatThrownBy(() -> netty.follow(RUN, PATIENCE))
          .isInstanceOf(InterruptedException.class);
    }
  }

  /// A JVM leaves it so, and so do its children.
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status"); // of Linux
    try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.of()) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0);
    }
  }

  private static void signal(ContestantProcess process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor(5, SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private static ContestantProcess start(BenchmarkServer server) throws IOException {
    return ContestantProcess.start(
        Contestants.named("netty"), server.http(), new Pinning.Unbound("a test needs no core"));
  }
}
