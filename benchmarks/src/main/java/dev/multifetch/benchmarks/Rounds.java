package dev.multifetch.benchmarks;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures all contestants in rounds, see [Heat]. The contestants' JVMs stay up and warm between
/// their turns. After a number of rounds all JVMs are replaced: another set of JVMs shows how much
/// a client differs from itself.
final class Rounds {

  private final MeasurementPlan plan;
  private final URI origin;
  private final Pinning pinning;
  private final Map<String, Contestant> contestants;
  private final Schedule schedule;
  private final Map<Workload, Map<String, Tally>> tallies = new LinkedHashMap<>();
  private final Map<Workload, Integer> rounds = new EnumMap<>(Workload.class);

  Rounds(MeasurementPlan plan, URI origin, Pinning pinning) {
    this.plan = plan;
    this.origin = origin;
    this.pinning = pinning;
    Lineup lineup = new Lineup(plan);
    this.contestants = lineup.contestants();
    this.schedule = lineup.schedule();
    for (Workload workload : plan.workloads()) {
      tallies.put(workload, tallies(workload, lineup));
    }
  }

  private Map<String, Tally> tallies(Workload workload, Lineup lineup) {
    Load load = Load.of(workload, plan);
    Map<String, Tally> made = new LinkedHashMap<>();
    contestants.forEach(
        (name, contestant) -> {
          if (contestant.track() != Track.CEILING || lineup.hasCeiling(workload)) {
            Tally tally = new Tally(name, new Assignment(contestant, load));
            tally.assignment().refusal().ifPresent(tally::failed);
            made.put(name, tally);
          }
        });
    return made;
  }

  /// Runs all of them. The listener is told the samples so far after each round.
  ///
  /// @throws InterruptedException if this thread is interrupted; the listener has the rounds before
  void run(MeasurementListener listener) throws IOException, InterruptedException {
    long end = System.nanoTime() + schedule.limit().toNanos();
    int left = schedule.sets() * plan.workloads().size();
    for (int set = 1; set <= schedule.sets(); set++) {
      try (Team team = Team.start(contestants, origin, pinning)) {
        for (Map.Entry<Workload, Map<String, Tally>> each : tallies.entrySet()) {
          Workload workload = each.getKey();
          Map<String, Tally> ofAll = each.getValue();
          int done =
              new Heat(team, ofAll, set, schedule, isNoiseKnown(workload))
                  .run(
                      rounds.getOrDefault(workload, 0),
                      end,
                      left,
                      name -> listener.stayedCold(name, workload),
                      () -> listener.round(workload, samples(ofAll)));
          if (done == rounds.getOrDefault(workload, 0)) {
            listener.round(workload, samples(ofAll)); // all failed before the first round
          }
          rounds.put(workload, done);
          left--;
        }
      }
    }
  }

  /// Whether the work of other programs can be told from this measurement's own: a server that the
  /// user started is another program, and so is a JVM that has ended.
  private boolean isNoiseKnown(Workload workload) {
    return plan.origin().isEmpty() && workload != Workload.COLD;
  }

  private static List<Sample> samples(Map<String, Tally> tallies) {
    return tallies.values().stream().map(Tally::sample).toList();
  }
}
