package dev.multifetch.cluster;

import dev.multifetch.DecisionListener;
import dev.multifetch.cluster.status.CrawlStatus;
import dev.multifetch.http.Origin;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/// What is known of the hosts that this member owns, to show it. It hears of each step from the
/// fetcher, on any thread, and decides nothing.
final class Hosts implements DecisionListener {

  private static final Pattern BUSY = Pattern.compile("answered with status (429|503)\\b.*");

  /// A host with URLs that have no outcome yet.
  ///
  /// @param left URLs without outcome, those at work among them
  record Load(String name, long left, int inFlight, boolean backsOff) implements Serializable {

    static final Load NONE = new Load("", 0, 0, false);

    private static final Comparator<Load> ORDER =
        Comparator.comparing(Load::backsOff)
            .thenComparingLong(Load::left)
            .reversed()
            .thenComparing(Load::name);

    private Load plus(long more, int begun) {
      return new Load(name, left + more, Math.max(0, inFlight + begun), backsOff);
    }

    private Load busy(boolean now) {
      return new Load(name, left, inFlight, now);
    }
  }

  /// What all hosts have together.
  ///
  /// @param at when it was summed up
  /// @param left URLs without outcome
  record Sums(long at, int hosts, long backingOff, long left, List<Load> first) {}

  private static final long SUMMED_EVERY = Duration.ofSeconds(1).toNanos();

  private final Map<String, Load> loads = new HashMap<>();
  private final Map<Long, String> atWork = new HashMap<>(); // the hosts, by the fetcher's count
  private long requests;
  private Sums newest = new Sums(System.nanoTime() - SUMMED_EVERY, 0, 0, 0, List.of());

  /// Another execution of the job begins: all URLs that are left will come again.
  synchronized void clear() {
    loads.clear();
    atWork.clear();
  }

  synchronized void waits(String host) {
    loads.merge(host, new Load(host, 1, 0, false), (old, _) -> old.plus(1, 0));
  }

  /// A URL has its outcome, or goes on elsewhere.
  synchronized void left(long index, String host) {
    ends(index);
    loads.computeIfPresent(host, (_, old) -> old.left <= 1 ? null : old.plus(-1, 0));
  }

  @Override
  public synchronized void decided(long index, URI url, String decision) {
    if (decision.startsWith("asks for ")) {
      requests++;
      Optional<String> host = Origin.named(url).map(Origin::toString);
      if (host.isPresent() && atWork.put(index, host.get()) == null) {
        loads.computeIfPresent(host.get(), (_, old) -> old.plus(0, 1));
      }
    } else if (decision.startsWith("answered")) {
      boolean busy = BUSY.matcher(decision).matches();
      String host = atWork.get(index);
      loads.computeIfPresent(host == null ? "" : host, (_, old) -> old.busy(busy));
    } else if (decision.equals("will be tried again")) {
      ends(index);
    }
  }

  private void ends(long index) {
    String host = atWork.remove(index);
    loads.computeIfPresent(host == null ? "" : host, (_, old) -> old.plus(0, -1));
  }

  synchronized Sums sums() {
    long now = System.nanoTime();
    if (now - newest.at >= SUMMED_EVERY) {
      newest =
          new Sums(
              now,
              loads.size(),
              loads.values().stream().filter(Load::backsOff).count(),
              loads.values().stream().mapToLong(Load::left).sum(),
              first());
    }
    return newest;
  }

  /// Those that a page shows.
  private List<Load> first() {
    PriorityQueue<Load> first = new PriorityQueue<>(Load.ORDER.reversed());
    for (Load load : loads.values()) { // there may be many thousands
      first.add(load);
      if (first.size() > CrawlStatus.MOST_HOSTS) {
        first.remove();
      }
    }
    return List.copyOf(first);
  }

  synchronized long requests() {
    return requests;
  }

  synchronized int inFlight() {
    return atWork.size();
  }
}
