package dev.multifetch.cluster;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Something that happens to a crawl on three members, and what the hosts saw of it.
///
/// @param urls of the list
/// @param lost URLs without a result
/// @param extra requests more than URLs
/// @param pause the longest time without a request
/// @param peak the most requests at work at one host
/// @param gap the shortest pause at a host
record Experiment(
    String event, int urls, int lost, int extra, Duration pause, int peak, Duration gap, int code) {

  private interface Act {
    void on(Team team) throws Exception;
  }

  private static final String SORTED = "the list is sorted by host";
  private static final String SILENT = "a host never answers";

  private static final Map<String, Act> ACTS = new TreeMap<>();

  static {
    ACTS.put("nothing", _ -> {});
    ACTS.put("kill -9 a worker", team -> team.worker(1).kill());
    ACTS.put("kill -9 the coordinator", team -> team.worker(0).kill());
    ACTS.put(
        "kill -9 both workers",
        team -> {
          team.worker(0).kill();
          team.worker(1).kill();
          Thread.sleep(5_000); // alone the crawl stands: it is no majority
          team.startWorker(1);
        });
    ACTS.put(
        "kill -9 the crawl, start it again",
        team -> {
          team.crawl().kill();
          team.startCrawl(3);
        });
    ACTS.put(
        "kill -9 all, one ledger torn, start all again",
        team -> {
          team.worker(0).close();
          team.worker(1).close();
          team.crawl().close();
          team.tear();
          team.startWorker(1);
          team.startWorker(2);
          team.startCrawl(3);
        });
    ACTS.put(SORTED, _ -> {});
    ACTS.put(SILENT, _ -> {});
    ACTS.put("kill a worker (SIGTERM)", team -> team.worker(0).terminate());
    ACTS.put("a fourth member joins", team -> team.startWorker(3));
    ACTS.put(
        "a worker stands still for 14 s",
        team -> {
          team.worker(0).signal("STOP");
          Thread.sleep(14_000);
          team.worker(0).signal("CONT");
        });
  }

  static Set<String> events() {
    return ACTS.keySet();
  }

  /// Runs a crawl of 50 hosts, and lets the event happen after a third of the URLs.
  static Experiment run(String event) throws Exception {
    Path folder = Files.createTempDirectory("crawl-");
    return run(event, folder, Machines.LOOPBACK, requireNonNull(ACTS.get(event)));
  }

  /// The disk of a worker gets full. Then somebody makes room, and starts the crawl again.
  static Experiment withFullDisk() throws Exception {
    Path folder = Files.createTempDirectory("crawl-");
    try (SmallDisk disk = new SmallDisk(folder.resolve("out"))) {
      return run(
          "the disk of a worker is full",
          folder,
          disk,
          team -> {
            team.crawl().awaitOutput("make room, and start the same crawl again");
            team.crawl().exitCode();
            disk.grow();
            team.startCrawl(3);
          });
    }
  }

  private static Experiment run(String event, Path folder, Machines machines, Act act)
      throws Exception {
    int each = event.endsWith("joins") ? 800 : 200; // a member that joins needs some seconds
    try (Sites sites = new Sites(Duration.ofMillis(20))) {
      List<String> urls = new ArrayList<>(sites.urls(50, each, event.equals(SORTED)));
      if (event.equals(SILENT)) {
        sites.silence(50);
        IntStream.range(0, 10).forEach(page -> urls.add(page, sites.url(50, page)));
      }
      try (Team team =
          new Team(
              folder,
              urls,
              machines,
              3,
              1,
              "--per-host",
              "2",
              "--delay",
              "50ms",
              "--timeout",
              "10s")) {
        CountDownLatch acted = new CountDownLatch(1);
        sites.at(
            urls.size() / 3,
            () -> {
              act(act, team);
              acted.countDown();
            });
        if (!acted.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("not a third came: " + team.crawl().output());
        }
        int code = team.crawl().exitCode();
        System.out.println(team.crawl().output());
        int lost = urls.size() - team.saved().size();
        return new Experiment(
            event,
            urls.size(),
            lost,
            sites.requests() - urls.size(),
            sites.pause(),
            sites.peak(),
            sites.gap(),
            code);
      }
    }
  }

  private static void act(Act act, Team team) {
    try {
      act.on(team);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.1f s | %d | %d ms | %d |",
        event,
        urls,
        lost,
        extra,
        pause.toMillis() / 1000.0,
        peak,
        gap.toMillis(),
        code);
  }

  /// How many URLs a second so many members fetch of 100 hosts that answer after 50 ms, two at a
  /// time each.
  static String throughput(int members) throws Exception {
    Path folder = Files.createTempDirectory("crawl-");
    try (Sites sites = new Sites(Duration.ofMillis(50))) {
      List<String> urls = sites.urls(100, 200, false);
      try (Team team = new Team(folder, urls, members, 0, "--per-host", "2", "-j", "200")) {
        int code = team.crawl().exitCode();
        double seconds = sites.span().toMillis() / 1000.0;
        return String.format(
            Locale.ROOT,
            "| %d members | %d URLs | %.1f s | %.0f/s | peak %d | exit code %d |",
            members,
            urls.size(),
            seconds,
            urls.size() / seconds,
            sites.peak(),
            code);
      }
    }
  }

  /// Prints a row for each event that is named, or for all.
  public static void main(String[] events) throws Exception {
    if (List.of(events).equals(List.of("full disk"))) {
      System.out.println(withFullDisk().row());
      return;
    }
    if (List.of(events).equals(List.of("throughput"))) {
      for (int members = 1; members <= 3; members++) {
        System.out.println(throughput(members));
      }
      return;
    }
    for (String event : events.length > 0 ? List.of(events) : List.copyOf(events())) {
      System.out.println(run(event).row());
    }
  }
}
