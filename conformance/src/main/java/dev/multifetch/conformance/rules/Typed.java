package dev.multifetch.conformance.rules;

import static java.util.Objects.requireNonNull;

import dev.multifetch.frontier.Source;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A list that a test types, one URL after another.
final class Typed implements Source {

  private final Queue<URI> urls = new ArrayDeque<>(); // guarded by this, as are the others
  private boolean complete;
  private Runnable wake = () -> {};

  synchronized void type(URI url) {
    urls.add(url);
    changed();
  }

  synchronized void complete() {
    complete = true;
    changed();
  }

  private void changed() {
    notifyAll();
    wake.run();
  }

  @Override
  public synchronized @Nullable URI poll() {
    return urls.poll();
  }

  @Override
  public synchronized boolean exhausted() {
    return complete && urls.isEmpty();
  }

  @Override
  public synchronized void onMore(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public Iterator<URI> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return isThereOne();
      }

      @Override
      public URI next() {
        return requireNonNull(poll(), "no URL is left");
      }
    };
  }

  private synchronized boolean isThereOne() {
    try {
      while (urls.isEmpty() && !complete) {
        wait();
      }
      return !urls.isEmpty();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the list had no URL", e);
    }
  }
}
