package dev.multifetch.client.eventloop;

import dev.multifetch.client.Call;
import dev.multifetch.http.Origin;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The idle connections of one loop, by origin. Only the loop's thread uses them, so they need no
/// lock. When there are more than `maxIdle`, one of the origin that was used the longest time ago
/// is closed. A connection that ends, or that receives bytes unasked, leaves by itself.
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
  Future<Connection> open(Origin origin, Call call) {
    return connector.open(origin, this, call);
  }

  /// The idle connection that served last, if there is one. So a connection that nobody needs grows
  /// old, and its server closes it.
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

  /// Closes all idle connections.
  void close() {
    while (!idle.isEmpty()) {
      idle.firstEntry().getValue().getFirst().close();
    }
  }
}
