package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.multifetch.FetchOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is thrown as one URL's work is ended, such as an OutOfMemoryError, is nobody else's (R45).
class BatchTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final int OTHERS = 5;

  private final List<CountDownLatch> ended =
      Stream.generate(() -> new CountDownLatch(1)).limit(OTHERS).toList();

  @Test
  void anEndThatThrowsKeepsNoOtherUrlFromItsTimeOut() throws Exception {
    FetchOptions options = FetchOptions.builder().timeout(Duration.ofMillis(1)).build();
    try (Batches batches = new Batches("test", options);
        Batch batch = batches.begin()) {
      begin(batch);

      for (CountDownLatch other : ended) {
        assertThat(other.await(10, TimeUnit.SECONDS)).as("ended").isTrue();
      }
    }
  }

  @Test
  void anEndThatThrowsKeepsNoOtherUrlFromTheEndOfTheBatch() {
    try (Batches batches = new Batches("test", FetchOptions.defaults());
        Batch batch = batches.begin()) {
      begin(batch);

      batches.close();

      assertThat(ended).allSatisfy(other -> assertThat(other.getCount()).isZero());
    }
  }

  private void begin(Batch batch) {
    Call first = batch.begin(0, URL);
    var _ =
        catchThrowable( // where its time-out has come already, it is thrown here
            () ->
                first.abortBy(
                    () -> {
                      throw new Error("on purpose");
                    }));
    for (CountDownLatch other : ended) {
      var _ = batch.begin(0, URL).abortBy(other::countDown);
    }
  }
}
