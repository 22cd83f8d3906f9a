package dev.multifetch.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What RxJava takes for fatal, such as [OutOfMemoryError], it throws at whichever thread it is on,
/// and its operators do not go on from there. Here it strikes at each place in turn where a
/// [io.reactivex.rxjava3.core.Single] is put together or subscribed to: nobody may be left waiting.
class ErrorsTest {

  private static final int URLS = 4;
  private static final int NOWHERE = -1;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicInteger places = new AtomicInteger();
  private volatile int fatal = NOWHERE;

  /// One of the two ways to fetch: by `fetchEach`, or as a stream.
  private interface Way {
    List<Outcome> fetch(ReactiveFetcher fetcher, List<URI> urls) throws Exception;
  }

  @BeforeEach
  void strike() {
    RxJavaPlugins.setOnSingleAssembly(this::place);
    RxJavaPlugins.setOnSingleSubscribe((_, observer) -> place(observer));
  }

  @AfterEach
  void strikeNoMore() {
    RxJavaPlugins.setOnSingleAssembly(null);
    RxJavaPlugins.setOnSingleSubscribe(null);
  }

  private <T> T place(T part) {
    if (places.getAndIncrement() == fatal) {
      throw new OutOfMemoryError("on purpose");
    }
    return part;
  }

  @Test
  void r45_anErrorOfRxJavaLeavesNoCallerWaiting() throws Exception {
    strikeAtEachPlace(Fetcher::fetchAll);
  }

  @Test
  void r45_anErrorOfRxJavaLeavesNoSubscriberWaiting() throws Exception {
    strikeAtEachPlace(
        (fetcher, urls) -> {
          CompletableFuture<List<Outcome>> all = new CompletableFuture<>();
          List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
          var _ =
              fetcher
                  .fetch(Flowable.fromIterable(urls))
                  .subscribe(
                      outcomes::add, all::completeExceptionally, () -> all.complete(outcomes));
          try {
            return all.get();
          } catch (ExecutionException e) {
            throw (Error) e.getCause();
          }
        });
  }

  private void strikeAtEachPlace(Way way) throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK))) {
      List<URI> urls = Collections.nCopies(URLS, origin.url("/"));
      strikeAt(NOWHERE, way, urls);
      int all = places.get();
      assertThat(all).as("places").isGreaterThan(10 * URLS);
      for (int i = 0; i < all; i++) {
        strikeAt(i, way, urls);
      }
    }
  }

  private void strikeAt(int place, Way way, List<URI> urls) throws Exception {
    FetchOptions options =
        FetchOptions.builder().maxInFlight(2).timeout(PATIENCE.multipliedBy(2)).build();
    try (ReactiveFetcher fetcher = new ReactiveFetcher(options)) {
      places.set(0);
      fatal = place;
      FutureTask<@Nullable Throwable> batch =
          new FutureTask<>(
              () ->
                  catchThrowable(
                      () -> assertThat(way.fetch(fetcher, urls)).as("outcomes").hasSize(URLS)));
      Thread.ofPlatform().daemon().name("caller").start(batch);
      Throwable thrown = batch.get(PATIENCE.toSeconds(), TimeUnit.SECONDS); // no time-out helps
      if (thrown != null) {
        assertThat(thrown).as("place %d", place).isInstanceOf(OutOfMemoryError.class);
      }
      fatal = NOWHERE;
      assertThat(fetcher.fetchAll(urls.subList(0, 1)))
          .as("afterwards, place %d", place)
          .hasOnlyElementsOfType(Fetched.class);
    }
  }
}
