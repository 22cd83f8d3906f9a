package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// When the consumer is woken. A moment lasts an hour here, so nothing happens because it is over.
class OutcomeQueueTest {

  private static final long LONG = Long.MAX_VALUE;

  private final OutcomeQueue<String> queue = new OutcomeQueue<>(3, Duration.ofHours(1));
  private final FutureTask<String> afterAWait = new FutureTask<>(() -> queue.take(LONG));
  private final Thread consumer =
      Thread.ofPlatform()
          .unstarted(
              () -> {
                try {
                  queue.take(LONG);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                afterAWait.run();
              });

  @Test
  void itIsWokenWhenEnoughAreThere() throws Exception {
    untilItWaitsForAMoment();
    queue.add("a");
    queue.add("b");
    assertThat(waitsForAMoment()).isTrue();
    queue.add("c");
    assertThat(afterAWait.get(10, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void anInterruptWakesIt() throws Exception {
    untilItWaitsForAMoment();
    consumer.interrupt();
    assertThatThrownBy(() -> afterAWait.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aWaitHasAnEnd() throws Exception {
    assertThat(queue.take(1)).isNull();
    assertThat(queue.take(0)).isNull();
  }

  @Test
  void aMomentEnds() throws Exception {
    OutcomeQueue<String> brief = new OutcomeQueue<>(3, Duration.ofMillis(1));
    for (String element : new String[] {"a", "b", "c"}) {
      Thread producer = Thread.ofPlatform().start(() -> brief.add(element));
      assertThat(brief.take(LONG)).isEqualTo(element);
      producer.join();
    }
  }

  /// The first element wakes it at once, as none came before it. Then it waits for a moment.
  private void untilItWaitsForAMoment() {
    consumer.start();
    await(() -> consumer.getState() == State.TIMED_WAITING && !waitsForAMoment());
    queue.add("first");
    await(this::waitsForAMoment);
  }

  private boolean waitsForAMoment() {
    return queue.equals(LockSupport.getBlocker(consumer));
  }

  private void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(consumer.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
