package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// When the consumer is woken. A moment lasts an hour here, so nothing happens because it is over.
class OutcomeQueueTest {

  private final OutcomeQueue<String> queue = new OutcomeQueue<>(3, Duration.ofHours(1));
  private final FutureTask<String> afterAWait = new FutureTask<>(queue::take);
  private final Thread consumer =
      Thread.ofPlatform()
          .unstarted(
              () -> {
                try {
                  queue.take();
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
    assertThat(consumer.getState()).isEqualTo(State.TIMED_WAITING);
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
  void aMomentEnds() throws Exception {
    OutcomeQueue<String> brief = new OutcomeQueue<>(3, Duration.ofMillis(1));
    for (String element : new String[] {"a", "b", "c"}) {
      Thread producer = Thread.ofPlatform().start(() -> brief.add(element));
      assertThat(brief.take()).isEqualTo(element);
      producer.join();
    }
  }

  /// The first element wakes it at once, as none came before it. Then it waits for a moment.
  private void untilItWaitsForAMoment() {
    consumer.start();
    await(State.WAITING);
    queue.add("first");
    await(State.TIMED_WAITING);
  }

  private void await(State state) {
    while (consumer.getState() != state) {
      assertThat(consumer.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
