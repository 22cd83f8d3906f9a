package dev.multifetch.completablefuture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final int URLS = 6;

  /// Such as an OutOfMemoryError: R45.
  @Test
  void whatIsThrownAtOneCallKeepsNoOtherFromItsEnd() {
    AtomicInteger ended = new AtomicInteger();
    AtomicBoolean thrown = new AtomicBoolean();
    try (AsyncClient client = new AsyncClient(FetchOptions.defaults());
        Batch batch = client.begin()) {
      for (int i = 0; i < URLS; i++) {
        batch.begin(i, URI.create("http://origin.test/")).onEnd(_ -> ended.incrementAndGet());
      }

      batch.end(
          fetch -> {
            if (thrown.compareAndSet(false, true)) {
              throw new Error("on purpose");
            }
            return fetch.cancelled();
          });

      assertThat(ended).hasValue(URLS - 1);
    }
  }
}
