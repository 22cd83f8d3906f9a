package dev.multifetch.conformance.servers;

/// A request, as a [ScriptedServer] saw it. It changes once: when the request ends.
public final class ServedRequest {

  /// How a request ended, or that it has not.
  public enum End {
    WAITS,
    ANSWERED,
    CLIENT_LEFT,
    SERVER_LEFT
  }

  private final int connection;
  private final String line;
  private final long begun = System.nanoTime();
  private volatile long ended = begun;
  private volatile End end = End.WAITS;

  ServedRequest(int connection, String line) {
    this.connection = connection;
    this.line = line;
  }

  void end(End how) {
    if (end == End.WAITS) {
      ended = System.nanoTime();
      end = how;
    }
  }

  /// Of its server, from 1 on, in the order in which connections came.
  public int connection() {
    return connection;
  }

  /// The request line, such as `GET /slow HTTP/1.1`.
  public String line() {
    return line;
  }

  /// When its head had come, by [System#nanoTime].
  public long begun() {
    return begun;
  }

  /// When it ended, by [System#nanoTime]; while it waits, when it began.
  public long ended() {
    return ended;
  }

  public End end() {
    return end;
  }
}
