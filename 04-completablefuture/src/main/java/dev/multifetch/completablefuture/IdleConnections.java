package dev.multifetch.completablefuture;

import dev.multifetch.http.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connections that wait for work. The one used last is used first, so that the others get old and
/// their servers close them. Nobody waits for one: the model bounds how many there can be at once,
/// and whoever finds none opens one.
final class IdleConnections implements AutoCloseable {

  private final long most;
  private final Map<Origin, Deque<Connection>> waiting = new HashMap<>(); // guarded by this
  private int count; // guarded by this
  private boolean closed; // guarded by this

  IdleConnections(long most) {
    this.most = most;
  }

  synchronized @Nullable Connection take(Origin origin) {
    @Nullable Deque<Connection> same = waiting.get(origin);
    if (same == null) {
      return null;
    }
    Connection last = same.removeLast();
    removed(origin, same);
    return last;
  }

  void give(Connection connection) {
    List<Connection> tooMany = List.of();
    synchronized (this) {
      if (closed) {
        tooMany = List.of(connection);
      } else {
        if (count == most) { // many origins, seen once each
          tooMany = removeAll();
        }
        waiting.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>()).addLast(connection);
        count++;
      }
    }
    tooMany.forEach(Connection::close);
    if (!connection.isOpen()) { // since before it was among those that wait
      forget(connection);
    }
  }

  /// The connection is closed.
  synchronized void forget(Connection connection) {
    @Nullable Deque<Connection> same = waiting.get(connection.origin());
    if (same != null && same.remove(connection)) {
      removed(connection.origin(), same);
    }
  }

  @Override
  public void close() {
    List<Connection> all;
    synchronized (this) {
      closed = true;
      all = removeAll();
    }
    all.forEach(Connection::close);
  }

  private void removed(Origin origin, Deque<Connection> same) {
    count--;
    if (same.isEmpty()) {
      waiting.remove(origin);
    }
  }

  private List<Connection> removeAll() {
    List<Connection> all = new ArrayList<>();
    waiting.values().forEach(all::addAll);
    waiting.clear();
    count = 0;
    return all;
  }
}
