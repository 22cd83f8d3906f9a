package dev.multifetch.cluster;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.cluster.Address;
import com.hazelcast.jet.config.EdgeConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Vertex;
import java.util.Collection;
import java.util.List;

/// The job that brings the results of a crawl to one member. The engine holds a sender back while
/// the one that takes is busy.
final class CollectDag {

  private static final int QUEUE = 16; // parts of each sender, in memory: a piece has 64 KiB

  private CollectDag() {}

  /// @param taker the address of the member that takes them
  static DAG of(CrawlOrder order, Address taker) {
    DAG dag = new DAG();
    Vertex send = dag.newVertex("send", ProcessorMetaSupplier.of(1, new Senders(order)));
    Vertex take = dag.newVertex("take", ProcessorMetaSupplier.of(1, new Takers()));
    dag.edge(
        between(send.localParallelism(1), take.localParallelism(1))
            .distributeTo(taker)
            .allToOne(taker)
            .setConfig(new EdgeConfig().setQueueSize(QUEUE)));
    return dag;
  }

  private record Senders(CrawlOrder order) implements ProcessorSupplier {

    @Override
    public Collection<? extends Processor> get(int count) {
      return List.of(new SendResults(order));
    }
  }

  private record Takers() implements ProcessorSupplier {

    @Override
    public Collection<? extends Processor> get(int count) {
      return List.of(new TakeResults());
    }
  }
}
