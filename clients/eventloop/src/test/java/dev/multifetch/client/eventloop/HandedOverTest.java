package dev.multifetch.client.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyWriter;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A test does what is handed over when it likes.
class HandedOverTest {

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Runnable> handed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Next> told = new LinkedBlockingQueue<>();
  private final Fetching fetching =
      Fetching.open(FetchOptions.builder().maxInFlight(1).bodies(_ -> new Noting()).build());
  private final ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.ok("body")));
  private final Batch batch = fetching.batches().begin();

  private final class Noting implements BodyWriter {
    @Override
    public void write(ByteBuffer piece) {
      events.add("write " + piece.remaining());
    }

    @Override
    public void finish() {
      events.add("finish");
    }

    @Override
    public void abort() {
      events.add("abort");
    }
  }

  @AfterEach
  void close() {
    batch.close();
    fetching.close();
    server.close();
  }

  private void begin(Handover handover) {
    Call call = batch.begin(0, server.url("/"));
    fetching.loops().exchange(call, (Send) call.start(), handover, told::add);
  }

  private void begin() {
    begin((work, back) -> handed.add(() -> back.accept(work.get())));
  }

  /// What comes next is handed over, once the loop has dealt with all that came with it.
  private Runnable taken() throws InterruptedException {
    Runnable taken = handed.poll(10, TimeUnit.SECONDS);
    assertThat(taken).as("something handed over").isNotNull();
    fetching.busyUntil(new CountDownLatch(0)).await();
    return taken;
  }

  @Test
  void anEndThatComesWhileAPieceIsAwayWaits() throws Exception {
    begin();
    Runnable piece = taken();
    assertThat(handed).as("handed over while a piece is away").isEmpty();

    piece.run();
    Runnable end = taken();
    assertThat(told).as("told before the body is written").isEmpty();
    end.run();

    assertThat(next()).isInstanceOf(Fetched.class);
    assertThat(events).containsExactly("write 4", "finish");
  }

  @Test
  void aUrlThatEndsWhileAPieceIsAwayIsOverAtOnce() throws Exception {
    begin();
    Runnable piece = taken();

    batch.close();

    assertThat(kind(next())).isEqualTo(FailureKind.CANCELLED);
    piece.run();
    assertNothingFollows();
  }

  @Test
  void aPieceThatComesBackToALoopThatHasEndedIsNotMissed() throws Exception {
    begin();
    Runnable piece = taken();

    fetching.close();

    assertThat(kind(next())).isEqualTo(FailureKind.CANCELLED);
    piece.run();
    assertNothingFollows();
  }

  private void assertNothingFollows() throws InterruptedException {
    fetching.loops().loops.getFirst().awaitEnd();
    assertThat(handed).as("handed over behind the end").isEmpty();
    assertThat(told).as("told behind the end").isEmpty();
    assertThat(events).doesNotContain("write 4", "finish");
  }

  /// R45: such as where there is no memory for another thread.
  @Test
  void aHandoverThatThrowsIsThisUrlsOutcome() throws Exception {
    for (int working : List.of(0, 1)) {
      int[] left = {working};
      begin(
          (work, back) -> {
            if (left[0]-- == 0) {
              throw new OutOfMemoryError("on purpose");
            }
            handed.add(() -> back.accept(work.get()));
          });
      if (working > 0) {
        taken().run();
      }

      assertThat(kind(next())).as("after %d that work", working).isEqualTo(FailureKind.INTERNAL);
    }
  }

  private Outcome next() throws InterruptedException {
    @Nullable Next next = told.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("what is next").isInstanceOf(Done.class);
    return ((Done) next).outcome();
  }

  private static FailureKind kind(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).kind();
  }
}
