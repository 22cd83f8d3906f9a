package dev.multifetch.start;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes a [Timeline] of a run.
final class Recorder {

  private static final double LITTLE = 2; // percent of the time between two looks
  private static final String UNNAMED = "java"; // the main thread, and a new one at first

  private final long start;

  private Recorder(long start) {
    this.start = start;
  }

  /// Runs it against a server of its own.
  ///
  /// @param runs of which this is one
  static Timeline record(Scene scene, int runs) throws Exception {
    try (PacedServer server = new PacedServer()) {
      Process process =
          scene
              .process(server.urls())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<ThreadDiary.Seen> threads = new ThreadDiary(process).keep(process);
      List<PacedServer.Entry> diary = server.diary();
      if (process.exitValue() != 0 || diary.size() != PacedServer.URLS) {
        throw new AssertionError(
            "%s ended with %d after %d requests"
                .formatted(scene, process.exitValue(), diary.size()));
      }
      long start = diary.stream().mapToLong(PacedServer.Entry::begun).min().orElseThrow();
      return new Recorder(start).timeline(about(scene, runs), diary, threads);
    }
  }

  private static List<String> about(Scene scene, int runs) {
    return List.of(
        scene.command() + " URL..., with 20 URLs: the quickest of " + runs + " runs",
        "to record again: mvn -pl start -am test -Dtimelines=update -Dtest=TimelinesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false",
        "JVM: %s %s with -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            .formatted(
                System.getProperty("java.vendor"), System.getProperty("java.runtime.version")),
        "machine: %s %s, %d processors, which other work shared"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()),
        "date: " + LocalDate.now(ZoneOffset.UTC),
        "request: URL, connection, ms from the first request to this one, and to its answer",
        "thread: name, ms from the first request to when it was first and last seen",
        "ran: the thread above, from ms, to ms, percent of that with a processor, if 2 or more");
  }

  private Timeline timeline(
      List<String> about, List<PacedServer.Entry> diary, List<ThreadDiary.Seen> seen) {
    Timeline timeline = new Timeline(about, new ArrayList<>(), new ArrayList<>());
    diary.stream()
        .sorted(Comparator.comparingInt(PacedServer.Entry::url))
        .map(e -> new Timeline.Request(e.url(), e.connection(), ms(e.begun()), ms(e.answered())))
        .forEach(timeline.requests()::add);
    for (ThreadDiary.Seen thread : seen) {
      boolean meanwhile = ms(thread.looks.getLast().at()) > 0;
      boolean named = thread == seen.getFirst() || !thread.name.equals(UNNAMED);
      Optional<Family> family =
          meanwhile && named ? Family.ofThread(thread.name) : Optional.empty();
      family.ifPresent(known -> timeline.threads().add(thread(known, thread.looks)));
    }
    return timeline;
  }

  private Timeline.Life thread(Family family, List<ThreadDiary.Look> looks) {
    List<Timeline.Ran> ran = new ArrayList<>();
    for (int i = 1; i < looks.size(); i++) {
      ThreadDiary.Look before = looks.get(i - 1);
      ThreadDiary.Look now = looks.get(i);
      double share = 100.0 * (now.ran() - before.ran()) / (now.at() - before.at());
      if (share >= LITTLE && ms(before.at()) >= 0) {
        ran.add(new Timeline.Ran(ms(before.at()), ms(now.at()), Math.min(share, 100)));
      }
    }
    double first = ms(looks.getFirst().at());
    return new Timeline.Life(family.shown(), first, ms(looks.getLast().at()), ran);
  }

  private double ms(long nanoTime) {
    return (nanoTime - start) / 1e6;
  }
}
