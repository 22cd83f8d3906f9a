package dev.multifetch.completablefuture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final List<CompletableFuture<String>> begun = new ArrayList<>();

  private CompletableFuture<String> task() {
    CompletableFuture<String> task = new CompletableFuture<>();
    begun.add(task);
    return task;
  }

  @Test
  void noMoreAreAtWorkThanThereAreSlots() {
    Slots slots = new Slots(2);

    for (int i = 0; i < 4; i++) {
      var _ = slots.run(this::task);
    }
    assertThat(begun).hasSize(2);

    begun.getFirst().complete("one ended");
    assertThat(begun).hasSize(3);
  }

  @Test
  void aTaskThatThrowsGivesItsSlotBack() {
    Slots slots = new Slots(1);

    CompletableFuture<String> broken =
        slots.run(
            () -> {
              throw new IllegalStateException("on purpose");
            });
    CompletableFuture<String> failed = slots.run(() -> CompletableFuture.failedFuture(new Error()));
    var _ = slots.run(this::task);

    assertThat(broken).isCompletedExceptionally();
    assertThat(failed).isCompletedExceptionally();
    assertThat(begun).hasSize(1);
  }

  /// A recursion would need a stack for each.
  @Test
  void tensOfThousandsThatEndAtOnceAreAsManyTurnsOfALoop() {
    Slots slots = new Slots(1);
    var _ = slots.run(this::task);

    List<CompletableFuture<String>> waiting =
        IntStream.range(0, 50_000)
            .mapToObj(_ -> slots.run(() -> CompletableFuture.completedFuture("at once")))
            .toList();
    begun.getFirst().complete("go");

    assertThat(waiting).allSatisfy(end -> assertThat(end).isCompletedWithValue("at once"));
  }
}
