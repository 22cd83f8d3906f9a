package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FetcherTest {

  /// Fails every URL, the last one first.
  private static final class Backwards implements Fetcher {
    @Override
    public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
      List<URI> all = new ArrayList<>();
      urls.forEach(all::add);
      for (int i = all.size() - 1; i >= 0; i--) {
        onOutcome.accept(
            new Failed(i, all.get(i), FailureKind.INTERNAL, "a test", new Timing(0, -1, 0)));
      }
    }

    @Override
    public void close() {}
  }

  private static final class BackwardsFactory implements FetcherFactory {
    @Override
    public String name() {
      return "backwards";
    }

    @Override
    public String model() {
      return "backwards";
    }

    @Override
    public String transport() {
      return "none";
    }

    @Override
    public String summary() {
      return "nobody waits";
    }

    @Override
    public Fetcher open(FetchOptions options) {
      return new Backwards();
    }
  }

  @Test
  void r01_fetchAllReturnsOutcomesInTheOrderAskedDuplicatesApart() throws InterruptedException {
    URI a = URI.create("http://a.example/");
    URI b = URI.create("http://b.example/");
    List<Outcome> outcomes;
    try (Fetcher fetcher = new BackwardsFactory().open(FetchOptions.defaults())) {
      outcomes = fetcher.fetchAll(List.of(a, b, a));
    }

    assertThat(outcomes).extracting(Outcome::url).containsExactly(a, b, a);
    assertThat(outcomes).extracting(Outcome::index).containsExactly(0L, 1L, 2L);
  }

  @Test
  void r01_fetchAllOfNothingIsNothing() throws InterruptedException {
    try (Fetcher fetcher = new Backwards()) {
      assertThat(fetcher.fetchAll(List.of())).isEmpty();
    }
  }

  @Test
  void aFactoryReachesMaxInFlightUnlessItSaysOtherwise() {
    FetchOptions options = FetchOptions.builder().maxInFlight(9).build();

    assertThat(new BackwardsFactory().concurrency(options)).isEqualTo(9);
  }
}
