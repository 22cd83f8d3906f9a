package dev.multifetch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Which URLs of a crawl are done, as the whole cluster knows it. Each chunk lives on one member,
/// and on two more as backups.
final class DoneMap {

  private final IMap<Long, long[]> chunks;
  private final List<CompletionStage<Void>> underWay = new ArrayList<>();

  DoneMap(HazelcastInstance cluster, CrawlOrder order) {
    chunks = cluster.getMap(order.doneMap());
  }

  /// Adds these indexes. [#await] returns when they are there.
  void add(DoneBits bits) {
    bits.chunks().forEach((chunk, set) -> underWay.add(chunks.submitToKey(chunk, new Or(set))));
  }

  void await() {
    underWay.forEach(stage -> stage.toCompletableFuture().join());
    underWay.clear();
  }

  /// The bits of a chunk.
  long[] chunk(long number) {
    long[] bits = chunks.get(number);
    return bits == null ? new long[DoneBits.CHUNK / Long.SIZE] : bits;
  }

  long count() {
    return chunks.values().stream().mapToLong(DoneBits::count).sum();
  }

  /// Adds bits where a chunk lives, so that two members can add to one chunk at once.
  @SuppressWarnings("ArrayRecordComponent") // it is sent, not compared
  private record Or(long[] set) implements EntryProcessor<Long, long[], Void> {

    @Override
    @SuppressWarnings("NullAway") // the engine wants this null
    public Void process(Map.Entry<Long, long[]> entry) {
      long[] bits = entry.getValue() == null ? new long[set.length] : entry.getValue().clone();
      for (int i = 0; i < bits.length; i++) {
        bits[i] |= set[i];
      }
      entry.setValue(bits);
      return null;
    }
  }
}
