package dev.multifetch.workshop.race;

import dev.multifetch.workshop.race.Event.Done;
import dev.multifetch.workshop.race.Event.Ready;
import dev.multifetch.workshop.race.Event.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Six lanes, each a process, and their server. The processes stay between races, so that they stay
/// warm; a process that has ended is started again for the next race.
final class Race implements AutoCloseable {

  /// The names of the models, in the order of their chapters.
  static final List<String> LANES =
      List.of(
          "blocking", "thread-pool", "virtual-threads", "completablefuture", "reactive", "netty");

  private static final Duration WARM_UP = Duration.ofSeconds(60); // for all six

  private final Origin origin;
  private final Map<String, LaneProcess> processes = new HashMap<>();
  private final Set<String> ready = new HashSet<>(); // of this race
  private final Set<String> done = new HashSet<>(); // likewise
  private volatile Recording recording = Recording.none();
  private boolean stopped;

  Race() throws IOException {
    origin = Origin.listen();
  }

  /// Starts the processes, so that the first race need not wait for them.
  synchronized void warmUp() throws IOException {
    for (String lane : LANES) {
      LaneProcess known = processes.get(lane);
      if (known == null || !known.isAlive()) {
        LaneProcess process = LaneProcess.start(lane, (from, event) -> take(from, lane, event));
        processes.put(lane, process);
        process.tell(new Order.WarmUp(origin.url()));
      }
    }
  }

  /// Begins a race, and returns at once.
  ///
  /// @throws IllegalStateException if a race is on
  synchronized void start(Settings settings) throws IOException {
    if (recording.isOn()) {
      throw new IllegalStateException("a race is on: stop it, or wait for its end");
    }
    warmUp();
    ready.clear();
    done.clear();
    stopped = false;
    recording = recording.next(settings);
    origin.begin(settings, LANES, recording::add);
    Thread.ofVirtual().name("race").start(() -> hold(settings));
  }

  /// Ends the race that is on. Each URL that has no outcome yet counts as cancelled.
  synchronized void stop() {
    stopped = true;
    tell(new Order.Stop());
  }

  Recording recording() {
    return recording;
  }

  synchronized Map<String, Long> pids() {
    return processes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().pid()));
  }

  private synchronized void hold(Settings settings) {
    try {
      tell(new Order.Prepare(origin.url(), settings.urls(), settings.inFlight()));
      await(this::allReady, WARM_UP, "it was not ready after ");
      recording.begin();
      tell(new Order.Go());
      if (stopped) {
        tell(new Order.Stop()); // again: a fetcher may have been opened since the first
      }
      await(this::allDone, settings.patience(), "it did not end within ");
      LANES.forEach(lane -> recording.add(lane, origin.seen(lane)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      recording.end();
    }
  }

  private boolean allReady() {
    return LANES.stream().allMatch(lane -> ready.contains(lane) || done.contains(lane));
  }

  private boolean allDone() {
    return done.containsAll(LANES);
  }

  /// Waits until this holds. When the time is over, it ends the processes of the lanes that are
  /// late.
  private void await(BooleanSupplier holds, Duration patience, String reason)
      throws InterruptedException {
    boolean preparing = recording.state() == Recording.State.PREPARING;
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    Map.copyOf(processes)
        .forEach(
            (lane, process) -> {
              if (!done.contains(lane) && !(preparing && ready.contains(lane))) {
                take(process, lane, new Done(reason + patience.toSeconds() + " s, and was ended"));
                process.close();
              }
            });
  }

  private void tell(Order order) {
    processes.forEach(
        (lane, process) -> {
          if (!done.contains(lane)) {
            process.tell(order);
          }
        });
  }

  /// On a thread for each lane.
  private synchronized void take(LaneProcess from, String lane, Event event) {
    if (processes.get(lane) != from || done.contains(lane)) {
      return; // the end of a process whose lane has ended
    }
    recording.add(lane, event);
    switch (event) {
      case Ready _ -> ready.add(lane);
      case Sample _ -> recording.add(lane, origin.seen(lane));
      case Done _ -> done.add(lane);
      default -> {}
    }
    notifyAll();
  }

  @Override
  public synchronized void close() {
    processes.values().forEach(LaneProcess::end);
    processes.values().forEach(LaneProcess::close);
    origin.close();
  }
}
