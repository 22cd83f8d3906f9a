package dev.multifetch.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// The rounds of one set of JVMs in one workload. In each round each contestant has one turn, a
/// tenth of a second or one batch, in an order that is drawn anew. So whatever else the machine
/// does, it does to all of them.
final class Heat {

  private static final int MOST_SETTLING = 10; // rounds

  private final Team team;
  private final List<Racer> racers = new ArrayList<>();
  private final int set;
  private final Schedule schedule;
  private final boolean noiseIsKnown;
  private final Random dice;

  Heat(Team team, Map<String, Tally> tallies, int set, Schedule schedule, boolean noiseIsKnown) {
    this.team = team;
    tallies.values().forEach(tally -> racers.add(new Racer(team, tally)));
    this.set = set;
    this.schedule = schedule;
    this.noiseIsKnown = noiseIsKnown;
    this.dice = new Random(set); // the same order in each run
  }

  /// Runs until there are enough rounds that nothing disturbed, or its share of the time is over.
  ///
  /// @param before how many rounds earlier sets had
  /// @param end when all heats must be over, on the clock of [System#nanoTime]
  /// @param left how many heats there are until then, with this one
  /// @param stayedCold is told who had no time to get warm
  /// @param listener is told when a round has ended
  /// @return how many rounds there are now
  int run(int before, long end, int left, Consumer<String> stayedCold, Runnable listener)
      throws IOException, InterruptedException {
    team.release();
    try {
      for (Racer racer : racing()) {
        racer.open();
      }
      long now = System.nanoTime();
      long ofSet = (end - now) / (schedule.sets() - set + 1);
      warmUp(now + ofSet * 2 / 3, stayedCold); // a busy machine must leave time for rounds
    } finally {
      team.bind();
    }
    long now = System.nanoTime();
    long ownEnd = now + (end - now) / left;
    settle(now + (ownEnd - now) / 4);
    int quiet = 0;
    int round = 0;
    while (goesOn(round, quiet, ownEnd)) {
      round++;
      quiet += round(round, before) ? 1 : 0;
      listener.run();
    }
    return before + round;
  }

  private boolean goesOn(int round, int quiet, long end) {
    return !racing().isEmpty()
        && quiet < schedule.rounds()
        && (round < Schedule.FEWEST || System.nanoTime() < end);
  }

  /// One warms up after another, on all cores: one for the client, one for its compilers and the
  /// server. Each gets its share of the time, so a busy machine leaves nobody cold.
  private void warmUp(long end, Consumer<String> stayedCold) throws InterruptedException {
    List<Racer> cold = new ArrayList<>(racing());
    while (!cold.isEmpty()) {
      long now = System.nanoTime();
      Racer next = cold.removeFirst();
      if (!next.warmUp(now + (end - now) / (cold.size() + 1))) {
        stayedCold.accept(next.name());
      }
    }
  }

  /// On one core the compilers have some work again, and they do it beside the turns of others. So
  /// the first rounds of a workload without delays do not count.
  private void settle(long end) throws IOException, InterruptedException {
    boolean compiles = true;
    for (int i = 0; compiles && i < MOST_SETTLING && System.nanoTime() < end; i++) {
      compiles = false;
      for (Racer racer : racing()) {
        compiles |= racer.settle();
      }
    }
  }

  /// @return whether nothing disturbed it
  private boolean round(int round, int before) throws IOException, InterruptedException {
    List<Duration> turns = racing().stream().map(Racer::lastTurn).sorted().toList();
    Duration usual = turns.get(turns.size() / 2);
    List<Racer> due = new ArrayList<>(racing());
    due.removeIf(racer -> !racer.isDue(round, usual));
    Collections.shuffle(due, dice);
    OtherWork began = team.otherWork();
    for (Racer racer : due) {
      racer.run();
    }
    double others = noiseIsKnown ? began.until(team.otherWork()) : Double.NaN;
    boolean disturbed = false;
    for (Racer racer : due) {
      disturbed |= racer.count(before + round, set, others);
    }
    return !disturbed;
  }

  private List<Racer> racing() {
    return racers.stream().filter(Racer::isRacing).toList();
  }
}
