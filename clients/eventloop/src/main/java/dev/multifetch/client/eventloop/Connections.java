package dev.multifetch.client.eventloop;

import dev.multifetch.http.Origin;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The connections of one loop that wait for the next request, by origin. As they are used on the
/// loop's thread alone, they need no lock. Beyond `maxIdle` the origin that was not asked for the
/// longest time loses one; a connection that ends or speaks unasked leaves by itself.
final class Connections {

  private final Connector connector;
  private final long maxIdle;
  private final SequencedMap<Origin, SequencedSet<Connection>> idle = new LinkedHashMap<>();
  private int count;

  Connections(Connector connector, long maxIdle) {
    this.connector = connector;
    this.maxIdle = maxIdle;
  }

  /// Opens another connection.
  Future<Connection> open(Origin origin) {
    return connector.open(origin, this);
  }

  /// The connection that served last, if any is idle: those that nobody needs grow old and end.
  @Nullable Connection take(Origin origin) {
    SequencedSet<Connection> waiting = idle.get(origin);
    if (waiting == null) {
      return null;
    }
    Connection last = waiting.getLast();
    remove(last);
    return last;
  }

  /// Keeps a connection for the next request.
  void keep(Connection connection) {
    SequencedSet<Connection> waiting = idle.remove(connection.origin());
    if (waiting == null) {
      waiting = new LinkedHashSet<>();
    }
    waiting.addLast(connection);
    idle.putLast(connection.origin(), waiting);
    if (++count > maxIdle) {
      idle.firstEntry().getValue().getFirst().close();
    }
  }

  /// Forgets a connection, if it is idle.
  void remove(Connection connection) {
    SequencedSet<Connection> waiting = idle.get(connection.origin());
    if (waiting != null && waiting.remove(connection)) {
      count--;
      if (waiting.isEmpty()) {
        idle.remove(connection.origin());
      }
    }
  }

  /// Closes all that are idle.
  void close() {
    while (!idle.isEmpty()) {
      idle.firstEntry().getValue().getFirst().close();
    }
  }
}
