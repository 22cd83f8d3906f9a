package dev.multifetch.conformance.faults;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.rules.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Takes one variant through the faults, and records how each ended, in `target/faults/VARIANT.tsv`
/// for the documents.
final class FaultRun {

  private static final int TAKES = 3; // on a busy machine an end comes late, never early

  private final Lab lab;
  private final List<Sighting> sightings = new ArrayList<>();

  FaultRun(Lab lab) {
    this.lab = lab;
  }

  /// How a fault ended.
  record Sighting(Fault fault, End end, Moment moment, Duration took, int requests) {

    boolean asDue() {
      return end.equals(fault.end())
          && fault.moment().allows(moment)
          && requests == fault.requests();
    }

    boolean isLate() {
      return end.equals(fault.end()) && !fault.moment().allows(moment);
    }

    @Override
    public String toString() {
      return "%s: due was %s, %s, after %d requests; was %s, %s (%d ms), after %d requests"
          .formatted(
              fault,
              fault.end(),
              fault.moment(),
              fault.requests(),
              end,
              moment,
              took.toMillis(),
              requests);
    }
  }

  /// One after another.
  void oneByOne(List<Fault> faults) throws Exception {
    for (Fault fault : faults) {
      sightings.add(see(fault));
    }
  }

  /// All at the same time, because each lasts until its time-out.
  void allAtOnce(List<Fault> faults) throws InterruptedException, ExecutionException {
    try (ExecutorService callers =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("caller").factory())) {
      List<Callable<Sighting>> tasks = new ArrayList<>();
      faults.forEach(fault -> tasks.add(() -> see(fault)));
      for (Future<Sighting> seen : callers.invokeAll(tasks)) {
        sightings.add(seen.get());
      }
    }
  }

  private Sighting see(Fault fault) throws Exception {
    Sighting seen = take(fault);
    for (int take = 1; take < TAKES && seen.isLate(); take++) {
      seen = take(fault);
    }
    return seen;
  }

  private Sighting take(Fault fault) throws Exception {
    try (Scene scene = fault.stage()) {
      FetchOptions.Builder options = options(fault, scene);
      try (Fetcher fetcher = lab.open(options)) {
        for (URI url : scene.before()) {
          Lab.fetched(fetcher.fetchAll(List.of(url)).getFirst());
        }
        Outcome outcome = fetcher.fetchAll(List.of(scene.last())).getFirst();
        Duration took = Duration.ofNanos(outcome.timing().finished() - outcome.timing().started());
        Moment moment = Moment.of(took, options.build());
        return new Sighting(fault, End.of(outcome), moment, took, scene.requests());
      }
    }
  }

  /// Faults that are reported at once get ample time; the others get short time-outs.
  private FetchOptions.Builder options(Fault fault, Scene scene) {
    FetchOptions.Builder options = lab.options().maxBodyBytes(1 << 20);
    scene.headers().forEach(options::header);
    return fault.prompt()
        ? options
        : options.connectTimeout(Duration.ofMillis(500)).timeout(Duration.ofMillis(1_500));
  }

  /// The faults that ended wrongly without a declared deviation.
  List<Sighting> surprises() {
    return sightings.stream()
        .filter(seen -> !seen.asDue())
        .filter(seen -> !lab.deviates(seen.fault().rule()))
        .toList();
  }

  void write() throws IOException {
    List<Fault> order = Fault.all();
    List<String> lines =
        sightings.stream()
            .sorted(Comparator.comparingInt(seen -> order.indexOf(seen.fault())))
            .map(FaultRun::line)
            .toList();
    Path folder = Files.createDirectories(Path.of("target", "faults"));
    Files.write(folder.resolve(lab.variant() + ".tsv"), lines);
  }

  /// The fault and its required end, then the end that was seen.
  private static String line(Sighting seen) {
    Fault fault = seen.fault();
    return String.join(
        "\t",
        fault.topic().name(),
        fault.id(),
        fault.what(),
        fault.rule().name(),
        fault.end().words(),
        fault.moment().toString(),
        "" + fault.requests(),
        seen.end().words(),
        seen.moment().toString(),
        "" + seen.requests(),
        "" + seen.took().toMillis());
  }
}
