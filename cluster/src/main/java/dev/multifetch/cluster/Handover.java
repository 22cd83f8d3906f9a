package dev.multifetch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.io.Serializable;
import java.util.concurrent.Callable;

/// Brings a URL to the member that owns the host to which a redirect leads.
@SuppressWarnings("NullAway.Init") // the engine sets the field
final class Handover implements Callable<Boolean>, HazelcastInstanceAware, Serializable {

  /// The engine's executor that runs these.
  static final String EXECUTOR = "handover";

  private final long execution;
  private final Task task;
  private transient HazelcastInstance cluster;

  Handover(long execution, Task task) {
    this.execution = execution;
    this.task = task;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    cluster = instance;
  }

  /// Whether that member works on the same execution of the job, and has taken the URL.
  @Override
  public Boolean call() {
    return Member.of(cluster).receives(execution, task);
  }
}
