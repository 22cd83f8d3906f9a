package dev.multifetch.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A crawl on three machines. One of them loses the other two, while all of them still reach the
/// hosts. Half a minute later the network is whole again. This runs where the hosts are.
final class TornNetwork {

  private static final Duration TORN = Duration.ofSeconds(30);
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
          new Team(folder, urls, machines, MEMBERS, 0, "--per-host", "2", "--delay", "50ms")) {
        CountDownLatch mended = new CountDownLatch(1);
        long[] went =
            new long[2]; // nanoseconds from the cut to the last request of victim and crawl
        long[] whole = new long[1]; // when the network was whole again
        sites.at(
            urls.size() / 3,
            () -> {
              try {
                machines.cutOff(VICTIM);
                long cut = System.nanoTime();
                Thread.sleep(TORN);
                went[0] = sites.lastFrom(machines.address(VICTIM)) - cut;
                went[1] = sites.lastFrom(machines.address(0)) - cut;
                machines.mend(VICTIM);
                whole[0] = System.nanoTime();
                mended.countDown();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
        boolean torn = mended.await(TORN.toSeconds() + 180, TimeUnit.SECONDS);
        int code = team.crawl().exitCode();
        System.out.println(team.crawl().output());
        System.out.println(team.worker(VICTIM - 1).output());
        HashSet<String> lost = new HashSet<>(urls);
        lost.removeAll(team.saved());
        System.out.printf(
            Locale.ROOT,
            "| a worker loses the others for %d s, and no host | %d | %d | %d | %.1f s | %d |%n"
                + "exit code %d; after the cut the worker asked for %.1f s more, the crawl for %.1f%n",
            TORN.toSeconds(),
            urls.size(),
            lost.size(),
            sites.requests() - urls.size(),
            sites.pause().toMillis() / 1000.0,
            sites.peak(),
            code,
            went[0] / 1e9,
            went[1] / 1e9);
        boolean stood = went[0] > 0 && went[0] < Member.HEARTBEAT.toNanos() * 2;
        boolean othersWentOn = went[1] > went[0];
        long back = sites.lastFrom(machines.address(VICTIM)) - whole[0];
        System.out.printf(
            "after the network was whole, the worker asked until %.1f s%n", back / 1e9);
        return torn && code == 0 && lost.isEmpty() && stood && othersWentOn;
      }
    }
  }
}
