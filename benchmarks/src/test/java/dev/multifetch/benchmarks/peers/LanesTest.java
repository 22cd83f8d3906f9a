package dev.multifetch.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

  private static final URI URL = URI.create("http://127.0.0.1/");
  private static final PeerOutcome OK = new PeerOutcome(200, 1);

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void answersThatComeAtOnceDoNotPileUpOnTheStack() throws Exception {
    fetch((_, onEnd) -> onEnd.accept(OK), urls(100_000), 4);

    assertThat(ended).hasValue(100_000);
  }

  @Test
  void aRequestThatCannotStartIsFollowedByTheNext() throws Exception {
    fetch(
        (_, _) -> {
          throw new IOException("no sockets left");
        },
        urls(1_000),
        4);

    assertThat(ended).hasValue(1_000);
  }

  @Test
  void theEndOfARequestStartsTheNextAndNoMore() {
    Deque<Consumer<PeerOutcome>> begun = new ArrayDeque<>();
    Lanes.Get endsThoseBefore =
        (_, onEnd) -> {
          begun.add(onEnd);
          assertThat(begun).as("in flight at once").hasSizeLessThanOrEqualTo(3);
          if (begun.size() == 3) {
            begun.remove().accept(OK); // from within: a new one begins when this returns
          }
        };

    assertThatThrownBy(() -> fetch(endsThoseBefore, urls(10), 3))
        .as("the last two never end")
        .isInstanceOf(TimeoutException.class)
        .hasMessageStartingWith("2 URLs were left");
    assertThat(ended).hasValue(8);
  }

  private void fetch(Lanes.Get client, List<URI> urls, int maxInFlight) throws Exception {
    FetchOptions options =
        FetchOptions.builder().maxInFlight(maxInFlight).timeout(Duration.ofMillis(50)).build();
    Lanes.fetch(client, options, urls, (_, _, _, _) -> ended.incrementAndGet());
  }

  private static List<URI> urls(int count) {
    return Collections.nCopies(count, URL);
  }
}
