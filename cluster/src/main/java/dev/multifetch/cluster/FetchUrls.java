package dev.multifetch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Outbox;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.map.IMap;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/// Fetches the URLs of the hosts that this member owns. One fetcher takes them all, and its
/// frontier keeps the limits of each host: nobody else sends these hosts a request.
///
/// The engine's thread hands URLs over, and forces results to the disk; the fetcher has a thread of
/// its own.
@SuppressWarnings("NullAway.Init") // the engine calls init() first
final class FetchUrls implements Processor {

  private static final long FLUSHED_EVERY = Duration.ofMillis(100).toNanos();

  /// How long URLs at work may take to end, when the job moves to other members. Then they are
  /// aborted, and asked for again.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CrawlOrder order;
  private final Share share;
  private final boolean again;
  private final CountDownLatch closing = new CountDownLatch(1);
  private HazelcastInstance cluster;
  private IMap<String, MemberReport> reports;
  private DoneMap done;
  private Redirected redirected;
  private Places places;
  private Waiting waiting;
  private Fetcher fetcher;
  private Thread fetching;
  private long execution;
  private int members;
  private volatile @Nullable Throwable broken;
  private volatile @Nullable String unwritable; // why a body could not be saved
  private long lastFlush = System.nanoTime();

  /// @param again whether an earlier execution may have sent these hosts requests just now
  FetchUrls(CrawlOrder order, Share share, boolean again) {
    this.order = order;
    this.share = share;
    this.again = again;
  }

  @Override
  public boolean isCooperative() {
    return false; // it waits for the disk
  }

  @Override
  public void init(Outbox outbox, Context context) throws IOException {
    cluster = context.hazelcastInstance();
    reports = cluster.getMap(order.reportsMap());
    execution = context.executionId();
    members = context.memberCount();
    done = new DoneMap(cluster, order);
    FetchArguments how = FetchArguments.of(order.arguments());
    redirected = new Redirected(context, how.mostRedirects(), share);
    places = new Places();
    waiting = new Waiting(places, share::invalid, this::moved);
    try {
      how.check();
    } catch (ParameterException e) {
      throw new CrawlFailed(Member.of(cluster).name() + ": " + e.getMessage());
    }
    fetcher = how.open(share.bodies(places::index), share.hosts(), members);
    Member.of(cluster).works(execution, waiting, fetcher);
    Duration pause = again ? how.politeness().delay() : Duration.ZERO;
    fetching = Thread.ofPlatform().name("fetching").start(() -> fetch(pause));
  }

  private void fetch(Duration pause) {
    try {
      // The hosts' last answers may have come just now, to another member.
      if (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        fetcher.fetchEach(waiting, this::finished);
      }
    } catch (Throwable e) { // the engine's thread throws it on
      broken = e;
    }
  }

  private void finished(Outcome outcome) {
    Task task = places.remove(outcome.index(), outcome.url());
    share.hosts().left(outcome.index(), task.host());
    switch (outcome) {
      case Failed(_, _, FailureKind kind, _, _) when kind == FailureKind.CANCELLED -> {} // cut off
      case Failed(_, _, FailureKind kind, String detail, _) when kind == FailureKind.WRITE_FAILED ->
          unwritable = detail;
      default -> share.finished(task, outcome); // the others are asked for again
    }
  }

  private void moved(long number, Task task, URI onward) {
    share.hosts().left(number, task.host());
    redirected.add(task, onward);
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    Object next = inbox.peek();
    while (next instanceof Task task && waiting.offer(task)) {
      share.hosts().waits(task.host());
      inbox.remove();
      next = inbox.peek();
    }
    tick();
  }

  @Override
  public boolean tryProcess() {
    tick();
    return true;
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true; // there are none
  }

  /// No more URLs come from the list. Redirects may still lead some here, until each URL that any
  /// member has read is settled.
  @Override
  public boolean complete() {
    if (tick()) {
      var tallies = reports.values().stream().map(MemberReport::tally).toList();
      if (Tally.isOver(execution, members, tallies)) {
        waiting.end();
      }
    }
    if (fetching.isAlive()) {
      return false;
    }
    flush();
    done.await();
    return true;
  }

  /// What is to be done now and then.
  ///
  /// @return whether it was done
  private boolean tick() {
    Throwable defect = broken;
    if (defect != null) {
      throw new CrawlFailed("the member that saves in " + share + " cannot go on: " + defect);
    }
    String why = unwritable;
    if (why != null) {
      throw cannotWrite(why);
    }
    long now = System.nanoTime();
    if (now - lastFlush < FLUSHED_EVERY) {
      return false;
    }
    lastFlush = now;
    redirected.send();
    flush();
    return true;
  }

  private void flush() {
    try {
      share.flush(done);
    } catch (IOException e) {
      throw cannotWrite(String.valueOf(e.getMessage()));
    }
    String id = cluster.getCluster().getLocalMember().getUuid().toString();
    reports.set(share.key(), share.report(id));
  }

  private CrawlFailed cannotWrite(String why) {
    return new CrawlFailed(
        "cannot write results in %s: %s: make room, and start the same crawl again"
            .formatted(share, why));
  }

  /// The end of this execution: its job is over, or goes on at other members.
  @Override
  public void close() throws Exception {
    closing.countDown();
    try (var _ = places;
        var _ = fetcher) {
      if (fetching != null) {
        waiting.takeBack();
        if (!fetching.join(PATIENCE)) {
          fetcher.close();
          fetching.join();
        }
        share.force();
        if (cluster.getLifecycleService().isRunning()) {
          flush();
          done.await();
        }
      }
    }
  }

  @Override
  public boolean closeIsCooperative() {
    return false; // it waits for URLs at work
  }
}
