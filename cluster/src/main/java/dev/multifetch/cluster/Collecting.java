package dev.multifetch.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import dev.multifetch.cli.console.Interruption;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/// Brings the results of a crawl that is over from all members to this one.
final class Collecting {

  private static final String NAME = "collect "; // begins the names of these jobs

  private final Member self;
  private final HazelcastInstance cluster;
  private final CrawlOrder order;
  private final Streams streams;
  private final int members;
  private volatile @Nullable Job job;
  private volatile boolean interrupted;

  Collecting(Member self, CrawlOrder order, Streams streams) {
    this.self = self;
    this.cluster = self.cluster();
    this.order = order;
    this.streams = streams;
    this.members = cluster.getCluster().getMembers().size();
  }

  /// Whether this job brings results together.
  static boolean isOne(Job job) {
    return String.valueOf(job.getName()).startsWith(NAME);
  }

  /// @param folder where they go
  /// @param done how many URLs have a result
  /// @return the exit code
  int run(Path folder, long done) throws IOException {
    try (Interruption _ = new Interruption(this::interrupt)) {
      return collect(folder, done);
    }
  }

  private int collect(Path folder, long done) throws IOException {
    try (CollectedResults results = new CollectedResults(folder, order.digest())) {
      self.collects(results);
      start().join();
      Path file = results.finish();
      streams.say("%d results are in %s".formatted(results.count(), file));
      return results.count() < done ? missing(done - results.count()) : ExitCode.OK;
    } catch (CancellationException
        | CompletionException
        | HazelcastException
        | HazelcastInstanceNotActiveException e) {
      return ended(folder, e);
    }
  }

  private Job start() {
    Address here = cluster.getCluster().getLocalMember().getAddress();
    JobConfig how =
        new JobConfig()
            .setName(NAME + order.run())
            .setProcessingGuarantee(ProcessingGuarantee.NONE)
            .setAutoScaling(false); // a member that leaves takes its results with it
    if (cluster.getJet().getJobs().stream().anyMatch(other -> !other.getStatus().isTerminal())) {
      throw new CrawlFailed(
          "the members work on another crawl, so nothing is collected: wait for its end, and start"
              + " the same command again");
    }
    Job started = cluster.getJet().newJob(CollectDag.of(order, here), how);
    job = started;
    if (interrupted) {
      started.cancel();
    }
    return started;
  }

  private void interrupt() {
    interrupted = true;
    Job started = job;
    if (started != null) {
      started.cancel();
    }
  }

  private int missing(long count) {
    streams.say(
        ("%d more are missing: the members that have them have left, or their bodies are gone."
                + " Start those members again, and then the same command")
            .formatted(count));
    return Crawl.SOME_FAILED;
  }

  private int ended(Path folder, Exception e) {
    if (interrupted) {
      streams.say("interrupted: not all results are in " + folder);
      return Crawl.INTERRUPTED;
    }
    boolean left =
        self.flees() || self.merged() || cluster.getCluster().getMembers().size() < members;
    streams.say(
        "not all results are in %s: %s: start the same command again"
            .formatted(folder, left ? "a member has left" : Crawl.reason(e)));
    return Crawl.SOME_FAILED;
  }
}
