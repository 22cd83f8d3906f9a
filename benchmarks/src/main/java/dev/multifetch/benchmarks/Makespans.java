package dev.multifetch.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long one batch takes, from the call to its last outcome. A batch is a closed loop: a slow
/// response keeps the next request from being sent, so this is a makespan and no service latency.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class Makespans extends FreshJvm {

  @Benchmark
  public long latency(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  public long tlsLatency(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  public long fanOut(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  public long tail(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  public long page(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  /// No warm-up and no check before it: this is the first work of its JVM.
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(10)
  public long cold(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  /// The time until the first outcome is reported. The rest of the batch ends before the next batch
  /// begins, and is not timed.
  @Benchmark
  public void first(MeasuredClient client, Rest rest) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    rest.of(
        new FutureTask<>(
            () -> {
              try {
                return client.fetch(new FirstHeard(client.meter(), told));
              } finally {
                told.countDown(); // if the batch fails, there is no first outcome to wait for
              }
            }));
    told.await();
  }

  /// Opens the latch at the first outcome.
  private record FirstHeard(Meter meter, CountDownLatch told) implements OutcomeListener {

    @Override
    public void ended(long index, int status, long bytes, long startedNanos) {
      told.countDown();
      meter.ended(index, status, bytes, startedNanos);
    }

    @Override
    public void took(long index, int status, long bytes, long nanos) {
      told.countDown();
      meter.took(index, status, bytes, nanos);
    }
  }

  /// The rest of the batch, which goes on after the first outcome.
  @State(Scope.Benchmark)
  public static class Rest {
    private @Nullable FutureTask<Long> batch;

    void of(FutureTask<Long> task) {
      batch = task;
      Thread.ofPlatform().name("batch").start(task);
    }

    @TearDown(Level.Invocation)
    public void await() throws Exception {
      if (batch != null) {
        batch.get();
      }
    }
  }
}
