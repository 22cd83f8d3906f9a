package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.ContestantProcess.Order;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.time.Duration;

/// One contestant in a [Heat]: its process, and the tally of its turns.
final class Racer {

  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final double WARM = 0.2; // of a turn, with a second core for the compilers
  private static final double SETTLED = 0.1; // of a turn, with one core for all
  private static final int WARM_TURNS = 2; // in a row
  private static final int LEAST_WARM_UPS = 2; // whatever the time
  private static final int MOST_WARM_UPS = 100;

  private final Team team;
  private final Tally tally;
  private final Load load;
  private final Duration patience; // with one turn
  private long began; // the last turn, on the clock of System.nanoTime
  private Duration lastTurn = Duration.ZERO;
  private Turn last = Turn.failed("no turn yet");

  Racer(Team team, Tally tally) {
    this.team = team;
    this.tally = tally;
    this.load = tally.assignment().load();
    this.patience = tally.assignment().ideal().multipliedBy(3).plus(GRACE);
  }

  String name() {
    return tally.name();
  }

  boolean isRacing() {
    return !tally.failed();
  }

  /// Opens the contestant's client, after the check of what it can do.
  void open() throws IOException, InterruptedException {
    if (!process().isAlive()) { // it died in the workload before
      team.restart(tally.name(), tally.assignment().contestant());
    }
    accept(process().follow(new Order.Open(load), GRACE.multipliedBy(2)));
  }

  /// Runs one turn. The first batch of a fresh JVM needs a fresh JVM for each turn.
  void run() throws IOException, InterruptedException {
    if (load.workload() == Workload.COLD) {
      team.restart(tally.name(), tally.assignment().contestant());
      open();
    }
    if (!isRacing()) {
      return;
    }
    begin(load.workload().moreIsBetter() ? Schedule.TURN : Duration.ZERO, false);
    end();
  }

  /// Runs turns that do not count, until the compilers of its JVM have little left to do. The first
  /// batch of a fresh JVM needs no warm-up, because it measures one.
  ///
  /// @param end when it must be warm enough, on the clock of [System#nanoTime]
  /// @return whether it is
  boolean warmUp(long end) throws InterruptedException {
    if (load.workload() == Workload.COLD) {
      return true;
    }
    ContestantProcess process = process();
    if (process.isWarm() && !load.workload().moreIsBetter()) { // it waits most of the time
      begin(Schedule.WARM_UP_TURN, true); // opens connections
      end();
      return true;
    }
    int warm = 0; // turns in a row in which the compilers had little to do
    for (int i = 0; i < MOST_WARM_UPS && warm < WARM_TURNS && isRacing(); i++) {
      if (i >= LEAST_WARM_UPS && System.nanoTime() >= end) {
        return false;
      }
      begin(Schedule.WARM_UP_TURN, true);
      end();
      warm = last.compiling() < WARM ? warm + 1 : 0;
    }
    process.setWarm(warm == WARM_TURNS);
    return process.isWarm() || !isRacing();
  }

  /// Runs a turn that does not count, in a workload without delays.
  ///
  /// @return whether the compilers of its JVM had more than little to do
  boolean settle() throws IOException, InterruptedException {
    if (!load.workload().moreIsBetter()) {
      return false;
    }
    run();
    return last.compiling() >= SETTLED;
  }

  private void begin(Duration least, boolean warmsUp) {
    began = System.nanoTime();
    process().give(new Order.Run(least, warmsUp));
  }

  private void end() throws InterruptedException {
    last = process().answer(patience);
    lastTurn = Duration.ofNanos(System.nanoTime() - began);
    accept(last);
  }

  Duration lastTurn() {
    return lastTurn;
  }

  /// Whether it takes part in this round. A client that takes many times longer than the others
  /// runs in some rounds only: it is far behind, and more turns would take the time of the others.
  ///
  /// @param usual how long the others take
  boolean isDue(int round, Duration usual) {
    Duration fair = usual.multipliedBy(4).plus(Schedule.TURN); // never zero
    return round <= Schedule.FEWEST || (round - 1) % (lastTurn.dividedBy(fair) + 1) == 0;
  }

  /// Counts the last turn.
  ///
  /// @param round its number, over all sets
  /// @param others the share of the processors that other programs took in this round
  /// @return whether they disturbed it
  boolean count(int round, int set, double others) {
    return isRacing() && tally.add(last, round, set, others).disturbed();
  }

  private void accept(Turn turn) {
    if (!turn.failure().isEmpty()) {
      tally.failed(turn.failure());
    }
  }

  private ContestantProcess process() {
    return team.process(tally.name());
  }
}
