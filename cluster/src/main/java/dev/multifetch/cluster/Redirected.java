package dev.multifetch.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.Processor;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Timing;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sends URLs that a redirect leads to another host to the member that owns that host. The engine's
/// jobs have no way back from one member to another, so this goes beside the job.
///
/// A URL waits here until its owner has taken it. If the owner dies first, this execution ends, and
/// the next one reads the URL from the list again.
final class Redirected {

  private final HazelcastInstance cluster;
  private final long execution;
  private final Map<Integer, Address> owners = new HashMap<>(); // of the hosts, by partition
  private final int most;
  private final Share share;
  private final Queue<Task> unsent = new ConcurrentLinkedQueue<>();

  /// @param most how often one URL may go to another host
  Redirected(Processor.Context context, int most, Share share) {
    this.cluster = context.hazelcastInstance();
    this.execution = context.executionId();
    this.most = most;
    this.share = share;
    context
        .partitionAssignment()
        .forEach(
            (member, partitions) -> {
              for (int partition : partitions) {
                owners.put(partition, member);
              }
            });
  }

  /// @param task the URL as it was fetched at the host before
  void add(Task task, URI onward) {
    Task next = task.onward(onward);
    if (next.moves() <= most) {
      unsent.add(next);
    } else {
      String detail = "over " + most + " redirects to other hosts, at " + onward;
      Timing timing = new Timing(0, Timing.NEVER, 0);
      share.finished(task, new Failed(0, onward, FailureKind.REDIRECT_REFUSED, detail, timing));
    }
  }

  /// Sends what waits here.
  void send() {
    for (int left = unsent.size(); left > 0; left--) {
      Task task = unsent.poll();
      if (task != null) {
        send(task);
      }
    }
  }

  private void send(Task task) {
    Address owner =
        owners.get(cluster.getPartitionService().getPartition(task.host()).getPartitionId());
    cluster.getCluster().getMembers().stream()
        .filter(member -> member.getAddress().equals(owner))
        .findFirst()
        .ifPresent(
            member ->
                cluster
                    .getExecutorService(Handover.EXECUTOR)
                    .submitToMember(new Handover(execution, task), member, new Answer(task)));
  }

  /// The owner's answer.
  private final class Answer implements ExecutionCallback<Boolean> {

    private final Task task;

    Answer(Task task) {
      this.task = task;
    }

    @Override
    public void onResponse(Boolean taken) {
      if (!taken) {
        unsent.add(task); // the owner may not have begun yet
      }
    }

    @Override
    public void onFailure(Throwable cause) {
      unsent.add(task);
    }
  }
}
