package dev.multifetch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.core.AbstractProcessor;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.ListedUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the list, and sends on what is not done yet. All members that have the list share the
/// work: each reads the whole file, and sends the URLs of every n-th chunk.
@SuppressWarnings("NullAway.Init") // the engine calls init() first
final class ReadUrls extends AbstractProcessor {

  private final CrawlOrder order;
  private final Share share;
  private DoneMap done;
  private List<UUID> readers;
  private int place; // among the readers; -1 without the list
  private @Nullable ListedUrls list;
  private Traverser<Task> tasks;
  private long[] chunk = new long[0];

  ReadUrls(CrawlOrder order, Share share) {
    this.order = order;
    this.share = share;
  }

  @Override
  public boolean isCooperative() {
    return false; // it waits for the disk
  }

  @Override
  protected void init(Context context) throws IOException {
    HazelcastInstance cluster = context.hazelcastInstance();
    done = new DoneMap(cluster, order);
    readers = cluster.<UUID, Boolean>getMap(order.readersMap()).keySet().stream().sorted().toList();
    if (readers.isEmpty()) {
      throw new CrawlFailed(
          "no member has the list "
              + order.list()
              + " any more: start the same crawl again where it is");
    }
    place = readers.indexOf(cluster.getCluster().getLocalMember().getUuid());
    list = place < 0 ? null : new ListedUrls(Path.of(order.list()));
    tasks = this::next;
  }

  @Override
  public boolean complete() {
    boolean all = list == null || emitFromTraverser(tasks);
    if (all) {
      share.counts(Tally::withAllRead);
    }
    return all;
  }

  /// The engine wants null at the end.
  @SuppressWarnings("NullAway")
  private @Nullable Task next() {
    try {
      Input input = list.next();
      while (input != null && !isWanted(input.index())) {
        input = list.next();
      }
      if (input == null) {
        return null;
      }
      share.counts(Tally::plusRead); // before it is sent
      return Task.of(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isWanted(long index) {
    long number = index / DoneBits.CHUNK;
    if (number % readers.size() != place) {
      return false;
    }
    if (index % DoneBits.CHUNK == 0) {
      chunk = done.chunk(number);
    }
    boolean done = DoneBits.has(chunk, index);
    if (done) {
      share.counts(Tally::plusSkipped);
    }
    return !done;
  }

  @Override
  public void close() throws IOException {
    if (list != null) {
      list.close();
    }
  }
}
