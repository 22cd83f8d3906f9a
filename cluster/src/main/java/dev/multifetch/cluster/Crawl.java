package dev.multifetch.cluster;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import dev.multifetch.cli.console.Interruption;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.console.Terminal;
import dev.multifetch.cluster.status.CrawlLine;
import dev.multifetch.cluster.status.StatusFeed;
import dev.multifetch.cluster.status.StatusPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/// A crawl, from the wait for members to the sum. Members may come and go meanwhile.
final class Crawl {

  static final int SOME_FAILED = 1;
  static final int INTERRUPTED = 130; // 128 + SIGINT
  private static final String ORDER = "order";
  private static final int LEAST_FOR_MAJORITY = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(10); // until all members are there
  private static final Duration ENDING = Duration.ofSeconds(20); // after Ctrl-C
  private static final Pattern REASON =
      Pattern.compile(
          "(?:%s|java\\.io\\.IOException): ([^\n]+)"
              .formatted(Pattern.quote(CrawlFailed.class.getName())));

  private final Member self;
  private final HazelcastInstance cluster;
  private final int members;
  private final Streams streams;
  private CrawlOrder order;
  private long done; // URLs with a result, once all have one
  private boolean complete;
  private volatile boolean interrupted;
  private volatile long interruptedAt;

  Crawl(Member self, CrawlOrder order, int members, Streams streams) {
    this.self = self;
    this.cluster = self.cluster();
    this.order = order;
    this.members = members;
    this.streams = streams;
  }

  /// With three members or more, a crawl goes on only while more than half of them are there. Else
  /// two halves of a network that is torn would both send requests to all hosts.
  static boolean canGoOn(int members, int there) {
    return members < LEAST_FOR_MAJORITY || there > members / 2;
  }

  /// @param page where to serve the live page
  /// @return the exit code
  int run(Optional<InetSocketAddress> page) throws InterruptedException, IOException {
    awaitMembers();
    Optional<Job> before = underWay();
    Job job = before.orElseGet(this::submit);
    CrawlWatch watch = new CrawlWatch(cluster, order, size());
    try (Interruption interruption = new Interruption(() -> interrupt(job))) {
      return finish(job, watch, page, interruption);
    } catch (IOException e) { // there is no page to see it on, as was asked for
      if (before.isEmpty()) {
        job.cancel();
      }
      throw e;
    }
  }

  /// Waits for the end of the crawl, and says how it ended.
  private int finish(
      Job job, CrawlWatch watch, Optional<InetSocketAddress> page, Interruption interruption)
      throws InterruptedException, IOException {
    try {
      show(job, watch, page, interruption);
      int code = sumUp(watch);
      forget();
      return code;
    } catch (CancellationException
        | ExecutionException
        | HazelcastException
        | HazelcastInstanceNotActiveException e) {
      return ended(watch, e);
    }
  }

  /// Shows the crawl until it ends.
  private void show(
      Job job, CrawlWatch watch, Optional<InetSocketAddress> page, Interruption interruption)
      throws InterruptedException, ExecutionException, IOException {
    try (StatusFeed feed = StatusFeed.start(watch);
        StatusPage shown = open(page, feed);
        CrawlLine line = CrawlLine.open(streams.err(), Terminal.widthOfStandardError(), feed)) {
      if (shown != null) {
        line.aside(() -> streams.say("see " + shown.url()));
      }
      await(job, interruption);
      watch.ends();
      feed.close(); // before those that show its last status
    }
  }

  /// How many members there are, or must be.
  private int size() {
    return Math.max(members, cluster.getCluster().getMembers().size());
  }

  /// The members need not keep what they know of a crawl that is over.
  private void forget() {
    for (String map : List.of(order.doneMap(), order.readersMap(), order.reportsMap())) {
      cluster.getMap(map).destroy();
    }
  }

  private static @Nullable StatusPage open(Optional<InetSocketAddress> page, StatusFeed feed)
      throws IOException {
    return page.isPresent() ? StatusPage.open(page.get(), feed) : null;
  }

  private void awaitMembers() throws InterruptedException {
    int there = cluster.getCluster().getMembers().size();
    if (there < members) {
      streams.say("waits for members: " + there + " of " + members + " are there");
    }
    long began = System.nanoTime();
    while (there < members) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new CrawlFailed(
            "%d of %d members came within %d minutes: start more workers, or lower --members"
                .formatted(there, members, PATIENCE.toMinutes()));
      }
      Thread.sleep(100);
      there = cluster.getCluster().getMembers().size();
    }
  }

  /// The same crawl, if the members work on it already: the process that began it may have died.
  private Optional<Job> underWay() {
    for (Job job : cluster.getJet().getJobs()) {
      boolean over = job.getStatus().isTerminal();
      if (!over && Collecting.isOne(job)) {
        throw new CrawlFailed("the members send their results to another crawl: wait for its end");
      }
      CrawlOrder other = over ? null : job.getConfig().getArgument(ORDER);
      if (other != null && !other.isSame(order)) {
        throw new CrawlFailed(
            "the members work on another crawl, of " + other.list() + ": wait for its end");
      }
      if (other != null) {
        streams.say("the members work on this crawl already");
        order = other;
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private Job submit() {
    JobConfig how =
        new JobConfig()
            .setName("crawl " + order.run())
            .setArgument(ORDER, order)
            .setProcessingGuarantee(ProcessingGuarantee.NONE) // the ledger is ours
            .setMetricsEnabled(false)
            .setSplitBrainProtection(size() >= LEAST_FOR_MAJORITY)
            .setAutoScaling(true);
    return cluster.getJet().newJob(CrawlDag.of(order), how);
  }

  private void await(Job job, Interruption interruption)
      throws InterruptedException, ExecutionException {
    boolean over = false;
    while (!over) {
      try {
        job.getFuture().get(200, TimeUnit.MILLISECONDS);
        over = true;
      } catch (TimeoutException _) {
        if (self.flees()) {
          throw new CancellationException();
        }
        if (interrupted && System.nanoTime() - interruptedAt < ENDING.toNanos()) {
          interruption.goesOn(); // URLs at work have some seconds to end
        }
      }
    }
  }

  private void interrupt(Job job) {
    interruptedAt = System.nanoTime();
    interrupted = true;
    job.cancel();
  }

  private int ended(CrawlWatch watch, Exception e) throws InterruptedException {
    if (self.flees()) {
      self.awaitGone(); // else close() might ask the others, who have gone on, for an orderly end
      streams.say(
          "this process stood still for too long, so the others go on without it:"
              + " start the same command again to join them");
      return SOME_FAILED;
    }
    if (interrupted) {
      sumUp(watch);
      return INTERRUPTED;
    }
    if (e instanceof CancellationException && self.merged()) {
      streams.say(
          "this process had lost the others, who went on without it, and has found them again:"
              + " start the same command again to join their crawl");
      return SOME_FAILED;
    }
    streams.say("the crawl ended early: " + reason(e));
    return SOME_FAILED;
  }

  private int sumUp(CrawlWatch watch) {
    var reports = watch.reports();
    long processes = reports.stream().map(MemberReport::member).distinct().count();
    long finished = reports.stream().mapToLong(MemberReport::finished).sum();
    long failed = reports.stream().mapToLong(MemberReport::failed).sum();
    done = new DoneMap(cluster, order).count();
    long known = watch.get().totals().known();
    boolean forgotten = watch.reports().isEmpty(); // by another process that showed this crawl
    if (!interrupted && !forgotten && done < known) {
      streams.say(
          "%d of %d URLs have no result: start the same command again to fetch them"
              .formatted(known - done, known));
      return SOME_FAILED;
    }
    streams.say(
        "%s%d URLs are done: %d fetched and %d failed by %s, the rest before"
            .formatted(
                interrupted ? "interrupted: " : "",
                done,
                finished - failed,
                failed,
                processes == 1 ? "this process" : processes + " members"));
    complete = !interrupted && !forgotten;
    return failed > 0 ? SOME_FAILED : ExitCode.OK;
  }

  /// How many URLs have a result; empty if the crawl ended early.
  OptionalLong complete() {
    return complete ? OptionalLong.of(done) : OptionalLong.empty();
  }

  /// The engine passes on what a member threw as the text of its stack trace.
  static String reason(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Matcher own = REASON.matcher(String.valueOf(cause));
      if (own.find()) {
        return own.group(1);
      }
    }
    return String.valueOf(thrown.getMessage());
  }
}
