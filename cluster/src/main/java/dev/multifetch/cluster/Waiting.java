package dev.multifetch.cluster;

import dev.multifetch.frontier.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The URLs that come from the other members, as the list that a fetcher reads. Only a few wait
/// here: the fetcher's frontier takes all that come, and keeps on disk what must wait.
///
/// The engine's threads offer and end; the fetcher's thread takes.
final class Waiting implements Source {

  /// Is told of a redirect to another host.
  interface Moved {

    /// @param number the URL's place among the fetcher's, from 0
    /// @param task as it was here
    void to(long number, Task task, URI onward);
  }

  private static final int READ_AHEAD = 1024;

  private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Queue<Task> redirected = new ConcurrentLinkedQueue<>(); // these have been at work
  private final Places places;
  private final Consumer<Task> onInvalid;
  private final Moved onMoved;
  private volatile Runnable wake = () -> {};
  private volatile boolean missed;
  private volatile boolean ended;
  private volatile boolean cut;

  /// @param onInvalid is told of a text that is not a URL
  Waiting(Places places, Consumer<Task> onInvalid, Moved onMoved) {
    this.places = places;
    this.onInvalid = onInvalid;
    this.onMoved = onMoved;
  }

  /// Whether there was room for it.
  boolean offer(Task task) {
    boolean taken = queue.offer(task);
    wakeIfMissed();
    return taken;
  }

  /// A redirect that another member met has led here.
  void receive(Task task) {
    redirected.add(task);
    wakeIfMissed();
  }

  private void wakeIfMissed() {
    if (missed) {
      missed = false;
      wake.run();
    }
  }

  /// No more URLs will come.
  void end() {
    if (!ended) {
      ended = true;
      wake.run();
    }
  }

  /// The fetcher need not begin any of them.
  void takeBack() {
    cut = true;
    wake.run();
  }

  @Override
  public @Nullable URI poll() {
    for (Task task = next(); task != null; task = next()) {
      try {
        URI url = task.target();
        places.add(task);
        return url;
      } catch (URISyntaxException _) {
        onInvalid.accept(task);
      }
    }
    return null;
  }

  private @Nullable Task next() {
    Task task = first();
    if (task == null) {
      missed = true;
      task = first(); // one may have come before the other thread could see the flag
    }
    return task;
  }

  private @Nullable Task first() {
    Task task = redirected.poll();
    return task == null ? queue.poll() : task;
  }

  @Override
  public boolean exhausted() {
    return cut || (ended && queue.isEmpty() && redirected.isEmpty());
  }

  @Override
  public boolean cut() {
    return cut;
  }

  @Override
  public boolean takes(long index, URI url, URI onward) {
    onMoved.to(index, places.remove(index, url), onward);
    return true;
  }

  @Override
  public void onMore(Runnable action) {
    wake = action;
  }

  @Override
  public Iterator<URI> iterator() {
    throw new UnsupportedOperationException("every model reads a source by poll()");
  }
}
