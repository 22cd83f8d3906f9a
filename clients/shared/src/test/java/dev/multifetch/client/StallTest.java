package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyWriter;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What counts as silence of a server (R59), and what a pause does to it.
class StallTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ByteBuffer PIECE = ByteBuffer.wrap(new byte[] {'b', 'o', 'd', 'y'});

  private final Batches batches = new Batches("test", FetchOptions.defaults());

  @AfterEach
  void close() {
    batches.close();
  }

  /// The timekeeper does not know of it, so a test says when it looks.
  private Batch batch(FetchOptions.Builder options) {
    return new Batch(batches, options.timeout(HOUR).build());
  }

  @Test
  void silenceEndsAUrl() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    FetchOptions options = FetchOptions.builder().stallTimeout(Duration.ofMillis(1)).build();
    try (Batches kept = new Batches("test", options);
        Batch batch = kept.begin()) {
      Call call = batch.begin(0, URL);
      var _ = call.abortBy(ended::countDown);

      assertThat(ended.await(10, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(call.outcome())
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT);
                assertThat(failed.detail()).isEqualTo("nothing came for 1 ms");
              });
    }
  }

  @Test
  void aWriterThatWaitsIsNoSilence() {
    AtomicReference<LongConsumer> look = new AtomicReference<>();
    Batch batch = batch(FetchOptions.builder().bodies(_ -> new Looking(look)));
    Call call = batch.begin(0, URL);
    look.set(now -> assertThat(call.lastHeard(now)).as("heard, at " + now).isEqualTo(now));
    call.head(new ResponseHead(true, 200, Headers.NONE));

    call.body(PIECE.duplicate());

    assertThat(call.lastHeard(Long.MAX_VALUE)).as("heard last").isLessThanOrEqualTo(batch.now());
    call.end();
  }

  private record Looking(AtomicReference<LongConsumer> look) implements BodyWriter {
    @Override
    public void write(ByteBuffer piece) {
      look.get().accept(Long.MAX_VALUE);
    }

    @Override
    public void finish() {
      look.get().accept(Long.MAX_VALUE);
    }

    @Override
    public void abort() {}
  }

  @Test
  void silenceBehindARedirectCounts() {
    Batch batch = batch(FetchOptions.builder());
    Call call = batch.begin(0, URL);
    Headers fields = Headers.NONE.with("Location", "/next").with("Content-Length", "4");
    call.head(new ResponseHead(true, 302, fields));
    call.body(PIECE.duplicate());

    assertThat(call.end()).isInstanceOf(Send.class);

    assertThat(call.lastHeard(Long.MAX_VALUE)).as("heard last").isLessThanOrEqualTo(batch.now());
  }

  @Test
  void workBeforeAPauseIsNoSilenceBehindIt() {
    Batch batch = batch(FetchOptions.builder());
    Call call = batch.begin(0, URL);
    long now = batch.now();

    Call resumed = batch.resume(call, 5);

    assertThat(resumed.began()).isEqualTo(call.began() + 5);
    assertThat(resumed.lastHeard(Long.MAX_VALUE)).as("heard last").isGreaterThanOrEqualTo(now);
  }

  /// The timekeeper had no reason to look so soon before that.
  @Test
  void workBeforeAPauseCountsInTheTimeout() {
    Batch batch = batch(FetchOptions.builder());
    Call call = batch.begin(0, URL);
    batch.endOverdue();
    Call resumed = batch.resume(call, -HOUR.toNanos()); // as if an hour's work were behind it

    batch.endOverdue();

    assertThat(resumed.end(UrlFetch::cancelled).outcome())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT));
  }
}
