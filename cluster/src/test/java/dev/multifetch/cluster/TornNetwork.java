package dev.multifetch.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A crawl on three machines. One of them loses the other two, while all of them still reach the
/// hosts. Half a minute later the network is whole again. This runs where the hosts are.
final class TornNetwork {

  private static final Duration TORN = Duration.ofSeconds(30);
  private static final Duration BACK = Duration.ofSeconds(45); // at most
  static final int MEMBERS = 3;

  private static final int VICTIM = 1;

  private TornNetwork() {}

  /// Prints a row of the table of experiments, and exits with 0 if all that was promised held.
  public static void main(String[] arguments) throws Exception {
    System.exit(holds(Namespaces.of(arguments[0], MEMBERS)) ? 0 : 1);
  }

  private static boolean holds(Namespaces machines) throws Exception {
    Path folder = Files.createTempDirectory("crawl-");
    try (Sites sites = new Sites(Namespaces.HOSTS, Duration.ofMillis(20))) {
      List<String> urls = sites.urls(50, 800, false);
      try (Team team =
          new Team(folder, urls, machines, MEMBERS, 0, "--per-host", "2", "--delay", "250ms")) {
        AtomicReference<Cut> seen = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        sites.at(
            urls.size() / 10,
            () -> {
              seen.set(cut(machines, sites));
              over.countDown();
            });
        boolean torn = over.await(TORN.plus(BACK).toSeconds() + 180, TimeUnit.SECONDS);
        Cut cut = seen.get();
        int code = team.crawl().exitCode();
        System.out.println(team.crawl().output());
        System.out.println(team.worker(VICTIM - 1).output());
        HashSet<String> lost = new HashSet<>(urls);
        lost.removeAll(team.saved());
        System.out.printf(
            Locale.ROOT,
            "| a worker loses the others for %d s, and no host | %d | %d | %d | %.1f s | %d |%n"
                + "exit code %d; %s%n",
            TORN.toSeconds(),
            urls.size(),
            lost.size(),
            sites.requests() - urls.size(),
            sites.pause().toMillis() / 1000.0,
            sites.peak(),
            code,
            cut);
        return torn && code == 0 && lost.isEmpty() && sites.peak() <= 2 && cut.holds();
      }
    }
  }

  /// What the hosts saw of it.
  ///
  /// @param victim how long the worker asked after the cut
  /// @param others how long the others asked, until the network was whole again
  /// @param back how long the worker took to ask again, once the network was whole; negative if it
  ///   did not
  private record Cut(Duration victim, Duration others, Duration back) {

    boolean holds() {
      return victim.isPositive()
          && victim.compareTo(Member.HEARTBEAT.multipliedBy(2)) < 0
          && others.compareTo(victim) > 0
          && back.isPositive();
    }
  }

  private static Cut cut(Namespaces machines, Sites sites) {
    try {
      machines.cutOff(VICTIM);
      long cut = System.nanoTime();
      Thread.sleep(TORN);
      Duration victim = Duration.ofNanos(sites.lastFrom(machines.address(VICTIM)) - cut);
      Duration others = Duration.ofNanos(sites.lastFrom(machines.address(0)) - cut);
      machines.mend(VICTIM);
      long whole = System.nanoTime();
      long last = sites.lastFrom(machines.address(VICTIM));
      while (last < whole && System.nanoTime() - whole < BACK.toNanos()) {
        Thread.sleep(50); // the length of a step of this clock
        last = sites.lastFrom(machines.address(VICTIM));
      }
      return new Cut(victim, others, Duration.ofNanos(last - whole));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
