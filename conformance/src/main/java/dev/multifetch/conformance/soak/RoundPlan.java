package dev.multifetch.conformance.soak;

import dev.multifetch.FetchOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What happens in one round: one batch, with random disturbances and a random end. The same seed
/// and number give the same plan, whatever else happens.
///
/// @param number counts the rounds of a run
/// @param options for this round's own fetcher
/// @param shared whether it uses the fetcher that many rounds share instead
/// @param lingers whether the consumer takes its time
/// @param at the number of the outcome or URL at which something happens, from 0
/// @param after when something happens, from the beginning of the call
record RoundPlan(
    long number,
    List<Wanted> urls,
    BatchEnding ending,
    FetchOptions options,
    boolean shared,
    boolean lingers,
    int at,
    Duration after) {

  private static final Disturbance[] DISTURBANCES = Disturbance.values();
  private static final BatchEnding[] ENDINGS = BatchEnding.values();

  /// A URL and what its server will do.
  record Wanted(Disturbance disturbance, String token, URI url) {}

  /// @param own options to build on
  static RoundPlan draw(
      long seed, long number, int mostUrls, FetchOptions.Builder own, SoakServer server) {
    SplittableRandom lot = new SplittableRandom(31 * seed + number);
    BatchEnding ending = ENDINGS[lot.nextInt(ENDINGS.length)];
    int size = lot.nextInt(1, mostUrls + 1);
    List<Wanted> urls =
        IntStream.range(0, size).mapToObj(i -> wanted(lot, number + "-" + i, server)).toList();
    Duration after = Duration.ofMillis(lot.nextInt(120));
    own.maxInFlight(lot.nextInt(1, 33));
    if (ending == BatchEnding.DEADLINE) {
      own.deadline(after.plusMillis(1));
    }
    boolean shared = lot.nextInt(4) > 0 && ending.leavesFetcherUsable();
    return new RoundPlan(
        number, urls, ending, own.build(), shared, lot.nextInt(4) == 0, lot.nextInt(size), after);
  }

  private static Wanted wanted(SplittableRandom lot, String token, SoakServer server) {
    int which =
        lot.nextInt(2 * DISTURBANCES.length); // half of all are fetched, and find connections
    Disturbance disturbance =
        which < DISTURBANCES.length
            ? DISTURBANCES[which]
            : DISTURBANCES[which % Disturbance.FETCHED];
    return new Wanted(disturbance, token, server.url(disturbance, token, lot.nextInt(6) == 0));
  }

  @Override
  public String toString() {
    return "round %d (%d URLs, %s at %d after %d ms, %s fetcher, %d in flight)"
        .formatted(
            number,
            urls.size(),
            ending,
            at,
            after.toMillis(),
            shared ? "shared" : "own",
            options.maxInFlight());
  }
}
