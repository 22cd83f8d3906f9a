package dev.multifetch.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.multifetch.Fetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// This process as a member of a cluster. It listens on one address; there it serves other members,
/// and neither clients nor any other protocol of the engine.
final class Member implements AutoCloseable {

  private static final String SELF = "member";

  /// A member that says nothing for so long is taken for dead.
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final String name;
  private final HazelcastInstance cluster;
  private @Nullable String run;
  private @Nullable Share share;
  private long execution;
  private @Nullable Waiting waiting;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final @Nullable Fence fence;
  private volatile boolean flees;
  private volatile boolean closes;
  private volatile boolean merged;
  private volatile @Nullable Fetcher fetcher; // not guarded by the lock: flee() must not wait
  private volatile @Nullable CollectedResults collected;

  /// @param fenced whether other members may go on without this one
  private Member(String name, Config config, boolean fenced) {
    System.setProperty("hazelcast.logging.class", QuietLogging.class.getName()); // read early
    this.name = name;
    config.getUserContext().put(SELF, this);
    this.cluster = Hazelcast.newHazelcastInstance(config);
    cluster.getLifecycleService().addLifecycleListener(event -> hears(event.getState()));
    this.fence = fenced ? new Fence(this::flee) : null;
  }

  /// A cluster of its own, which no other process can join.
  static Member alone() {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new Member("alone", Engine.config(Credential.random(), anywhere, List.of()), false);
  }

  /// Joins the members that are there, or waits for the first of them.
  ///
  /// @throws IOException if this process cannot listen there
  static Member at(InetSocketAddress place, List<InetSocketAddress> others, String secret)
      throws IOException {
    String name = Engine.text(place).replaceAll("[^0-9A-Za-z.]+", "-");
    try {
      return new Member(name, Engine.config(Credential.of(secret), place, others), true);
    } catch (RuntimeException e) {
      throw new IOException("cannot listen on " + Engine.text(place) + ": " + e.getMessage(), e);
    }
  }

  /// The member that this process is.
  static Member of(HazelcastInstance cluster) {
    return (Member) requireNonNull(cluster.getUserContext().get(SELF));
  }

  HazelcastInstance cluster() {
    return cluster;
  }

  String name() {
    return name;
  }

  /// What this member writes for a crawl.
  synchronized Share share(CrawlOrder order) throws IOException {
    if (share == null || !order.run().equals(run)) {
      forget();
      try {
        share = new Share(order, name);
      } catch (FileSystemException e) {
        throw new CrawlFailed(
            "%s cannot save its results in %s: %s: name another --output-dir"
                .formatted(name, order.folder(), e));
      }
      run = order.run();
    }
    return share;
  }

  /// From now on these fetch for a crawl.
  synchronized void works(long execution, Waiting waiting, Fetcher fetcher) {
    this.execution = execution;
    this.waiting = waiting;
    this.fetcher = fetcher;
  }

  /// A redirect has led a URL here. Whether this member works on that execution of the job.
  synchronized boolean receives(long sender, Task task) {
    if (waiting == null || share == null || sender != execution) {
      return false;
    }
    share.hosts().waits(task.host());
    waiting.receive(task);
    return true;
  }

  /// The engine merges with others after a torn network, and gives up if it cannot.
  private void hears(LifecycleState state) {
    if (state == LifecycleState.MERGING) { // the job of the smaller part ends before MERGED
      merged = true;
    } else if (state == LifecycleState.SHUTDOWN && !closes) {
      gone.countDown();
    }
  }

  /// Leaves at once, and sends no more requests: the other members have gone on without this one.
  void flee() {
    flees = true;
    Fetcher open = fetcher;
    if (open != null) {
      open.close();
    }
    cluster.getLifecycleService().terminate();
    if (!closes) {
      gone.countDown();
    }
  }

  /// Whether this member leaves because it stood still.
  boolean flees() {
    return flees;
  }

  /// Whether this member was in the smaller part of a torn network, and has found the others again.
  /// The crawl of the others goes on; the engine has dropped the smaller part's.
  boolean merged() {
    return merged;
  }

  /// Waits until this member has left, although nobody closed it.
  void awaitGone() throws InterruptedException {
    gone.await();
  }

  /// The results of all members come to this one.
  void collects(CollectedResults results) {
    collected = results;
  }

  /// Where the results go that come to this member.
  CollectedResults collected() {
    return requireNonNull(collected);
  }

  /// The crawl is over: others may write where it wrote.
  synchronized void forget() throws IOException {
    if (share != null) {
      share.close();
      share = null;
    }
  }

  /// Leaves: what this member owns goes to the others.
  @Override
  public void close() {
    closes = true;
    try (var _ = fence) {
      cluster.shutdown();
      forget();
    } catch (HazelcastInstanceNotActiveException | IOException _) {
      // it has left already; what was written is on the disk
    }
  }
}
