package dev.multifetch.conformance.soak;

import dev.multifetch.FetchOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What happens in one round: one batch, with faults and an end drawn by lot. The same seed and
/// number give the same plan, whatever else happens.
///
/// @param number counts the rounds of a run
/// @param options for a fetcher of this round's own
/// @param shared whether it uses the fetcher that many rounds share instead
/// @param lingers whether the consumer takes its time
/// @param at the outcome, or URL, at which something happens; counted from 0
/// @param after when something happens, from the beginning of the call
record Plan(
    long number,
    List<Wanted> urls,
    Ending ending,
    FetchOptions options,
    boolean shared,
    boolean lingers,
    int at,
    Duration after) {

  private static final Fault[] FAULTS = Fault.values();
  private static final Ending[] ENDINGS = Ending.values();

  /// A URL and what its origin will do.
  record Wanted(Fault fault, String token, URI url) {}

  /// @param own options to build on
  static Plan draw(
      long seed, long number, int mostUrls, FetchOptions.Builder own, SoakOrigin origin) {
    SplittableRandom lot = new SplittableRandom(31 * seed + number);
    Ending ending = ENDINGS[lot.nextInt(ENDINGS.length)];
    int size = lot.nextInt(1, mostUrls + 1);
    List<Wanted> urls =
        IntStream.range(0, size).mapToObj(i -> wanted(lot, number + "-" + i, origin)).toList();
    Duration after = Duration.ofMillis(lot.nextInt(120));
    own.maxInFlight(lot.nextInt(1, 33));
    if (ending == Ending.DEADLINE) {
      own.deadline(after.plusMillis(1));
    }
    boolean shared = lot.nextInt(4) > 0 && ending.leavesFetcherUsable();
    return new Plan(
        number, urls, ending, own.build(), shared, lot.nextInt(4) == 0, lot.nextInt(size), after);
  }

  private static Wanted wanted(SplittableRandom lot, String token, SoakOrigin origin) {
    int which = lot.nextInt(2 * FAULTS.length); // half of all are fetched, and find connections
    Fault fault = which < FAULTS.length ? FAULTS[which] : FAULTS[which % Fault.FETCHED];
    return new Wanted(fault, token, origin.url(fault, token, lot.nextInt(6) == 0));
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
