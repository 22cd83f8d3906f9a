package dev.multifetch.cluster;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Vertex;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The job of a crawl: some members read the list, and each URL goes to the one member that owns
/// its host.
///
/// Before each execution the coordinator forgets who has the list. Then every member prepares: it
/// says whether it has the list, and repeats what it has written. Only when all are ready does the
/// engine begin to execute.
final class CrawlDag {

  private CrawlDag() {}

  static DAG of(CrawlOrder order) {
    DAG dag = new DAG();
    Vertex read = dag.newVertex("read", new Readers(order));
    Vertex fetch = dag.newVertex("fetch", new Fetchers(order)).localParallelism(1);
    dag.edge(between(read.localParallelism(1), fetch).distributed().partitioned(Task::host));
    return dag;
  }

  private record Readers(CrawlOrder order) implements ProcessorMetaSupplier {

    @Override
    public void init(ProcessorMetaSupplier.Context context) {
      context.hazelcastInstance().getMap(order.readersMap()).clear();
    }

    @Override
    public Function<Address, ProcessorSupplier> get(List<Address> members) {
      return _ -> new Reader(order);
    }
  }

  @SuppressWarnings("NullAway.Init") // the engine calls init() first
  private static final class Reader implements ProcessorSupplier {

    private final CrawlOrder order;
    private transient Share share;

    Reader(CrawlOrder order) {
      this.order = order;
    }

    @Override
    public void init(ProcessorSupplier.Context context) throws IOException {
      share = Member.of(context.hazelcastInstance()).share(order);
      if (ListFile.isHere(order)) {
        HazelcastInstance cluster = context.hazelcastInstance();
        UUID self = cluster.getCluster().getLocalMember().getUuid();
        cluster.<UUID, Boolean>getMap(order.readersMap()).put(self, true);
      }
    }

    @Override
    public Collection<? extends Processor> get(int count) {
      return List.of(new ReadUrls(order, share));
    }
  }

  private record Fetchers(CrawlOrder order) implements ProcessorMetaSupplier {

    @Override
    public Function<Address, ProcessorSupplier> get(List<Address> members) {
      return _ -> new FetcherOfMember(order);
    }
  }

  @SuppressWarnings("NullAway.Init") // the engine calls init() first
  private static final class FetcherOfMember implements ProcessorSupplier {

    private final CrawlOrder order;
    private transient Share share;
    private transient boolean again;

    FetcherOfMember(CrawlOrder order) {
      this.order = order;
    }

    @Override
    public void init(ProcessorSupplier.Context context) throws IOException {
      HazelcastInstance cluster = context.hazelcastInstance();
      again = !cluster.getMap(order.reportsMap()).isEmpty();
      share = Member.of(cluster).share(order);
      share.begins(context.executionId());
      share.repeat(new DoneMap(cluster, order));
    }

    @Override
    public Collection<? extends Processor> get(int count) {
      return List.of(new FetchUrls(order, share, again));
    }
  }
}
