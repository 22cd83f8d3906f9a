package dev.multifetch.client.blocking;

import static dev.multifetch.FailureKind.TIMED_OUT;

import dev.multifetch.client.HappyEyeballs;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.FetchException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connects to one of a host's addresses. If there are several, each try waits on a separate
/// virtual thread, and the calling thread waits for the tries to end. All tries share one
/// `connectTimeout`. Any thread may call `close`: it closes all sockets, except one that was given
/// to `keep`.
final class ConnectRace implements AutoCloseable {

  private final int port;
  private final Duration connectTimeout;
  private final long giveUp;

  private final Set<TcpSocket> sockets = new HashSet<>(); // guarded by this, like the next field
  private boolean closed;

  ConnectRace(int port, Duration connectTimeout) {
    this.port = port;
    this.connectTimeout = connectTimeout;
    this.giveUp = System.nanoTime() + connectTimeout.toNanos();
  }

  /// A socket that is connected to one of several addresses: the first to answer (RFC 8305).
  TcpSocket winner(List<InetAddress> addresses) throws IOException {
    var attempts = new ExecutorCompletionService<TcpSocket>(Thread::startVirtualThread);
    long delay = HappyEyeballs.delay(connectTimeout, addresses.size()).toNanos();
    Iterator<InetAddress> left = addresses.iterator();
    int pending = 0;
    while (true) {
      if (left.hasNext()) {
        InetAddress next = left.next();
        attempts.submit(() -> connect(next));
        pending++;
      }
      Future<TcpSocket> ended = first(attempts, left.hasNext() ? delay : Long.MAX_VALUE);
      if (ended == null) {
        continue; // no answer yet: try the next address as well
      }
      pending--;
      if (ended.state() == Future.State.SUCCESS) {
        return ended.resultNow();
      }
      IOException failure = failure(ended.exceptionNow());
      boolean timeIsUp = failure instanceof FetchException e && e.kind() == TIMED_OUT;
      if (timeIsUp || (pending == 0 && !left.hasNext())) {
        throw failure;
      }
    }
  }

  private static @Nullable Future<TcpSocket> first(
      ExecutorCompletionService<TcpSocket> attempts, long nanos) throws InterruptedIOException {
    try {
      return attempts.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while connecting");
    }
  }

  private static IOException failure(Throwable thrown) {
    return switch (thrown) {
      case IOException failure -> failure;
      case Error defect -> throw defect;
      default -> throw new IllegalStateException(thrown);
    };
  }

  /// A socket that is connected to this address.
  TcpSocket connect(InetAddress host) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    try {
      TcpSocket socket = begun();
      socket.setTcpNoDelay(true);
      socket.connect(address, millisLeft());
      return socket;
    } catch (SocketTimeoutException silent) {
      throw ConnectionFailures.notConnectedWithin(connectTimeout);
    } catch (IOException refused) {
      throw ConnectionFailures.notConnected(address, refused);
    }
  }

  private synchronized TcpSocket begun() throws SocketException {
    if (closed) {
      throw new SocketException("ended while connecting");
    }
    TcpSocket socket = new TcpSocket();
    sockets.add(socket);
    return socket;
  }

  /// How much of `connectTimeout` is left; at least 1.
  int millisLeft() {
    long left = Math.ceilDiv(giveUp - System.nanoTime(), 1_000_000);
    return Math.clamp(left, 1, Integer.MAX_VALUE); // 0 would mean no limit
  }

  /// From now on other code closes the socket: `close` leaves it open.
  synchronized void keep(TcpSocket socket) {
    sockets.remove(socket);
  }

  @Override
  public synchronized void close() {
    closed = true;
    sockets.forEach(ConnectRace::close);
  }

  private static void close(TcpSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("connection did not close", e);
    }
  }
}
