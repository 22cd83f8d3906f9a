package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.HappyEyeballs;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens one connection, on the thread of its event loop. It tries the addresses of a host, one
/// after another: the next one when the last one has failed, or has not answered for a while (R11).
/// The first channel that connects becomes the connection. It closes the others before TLS begins
/// on them. If the promise is cancelled, it closes all of them.
final class Opening {

  private final Connector connector;
  private final EventLoop loop;
  private final FetchOptions options;
  private final Origin origin;
  private final Connections home;
  private final Promise<Connection> opened;

  private final Queue<InetAddress> left = new ArrayDeque<>();
  private final List<Connection> tried = new ArrayList<>();
  private @Nullable Future<?> nextTurn;
  private long giveUp;
  private Duration delay = Duration.ZERO;

  Opening(
      Connector connector,
      EventLoop loop,
      FetchOptions options,
      Origin origin,
      Connections home,
      Promise<Connection> opened) {
    this.connector = connector;
    this.loop = loop;
    this.options = options;
    this.origin = origin;
    this.home = home;
    this.opened = opened;
  }

  void begin(List<InetAddress> addresses) {
    left.addAll(addresses);
    delay = HappyEyeballs.delay(options.connectTimeout(), addresses.size());
    giveUp = System.nanoTime() + options.connectTimeout().toNanos(); // for all addresses together
    opened.addListener(_ -> closeTheOthers()); // closes all channels if it has been cancelled
    tryNext();
  }

  private void tryNext() {
    if (opened.isDone()) {
      return;
    }
    InetSocketAddress address = new InetSocketAddress(left.remove(), origin.port());
    if (!left.isEmpty()) {
      nextTurn = loop.schedule(this::tryNext, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
    Connection connection = new Connection(origin, home, options.maxHeadBytes());
    Channel channel;
    try {
      channel = connector.channel(connection, Duration.ofNanos(giveUp - System.nanoTime()));
    } catch (RuntimeException | Error e) { // such as out of file descriptors (R45)
      failed(address, e);
      return;
    }
    tried.add(connection);
    ChannelFuture connecting = channel.connect(address);
    connecting.addListener(
        _ -> {
          tried.remove(connection);
          if (connecting.isSuccess()) {
            connected(connection);
          } else {
            connection.close(); // Netty does not close it
            failed(address, connecting.cause());
          }
        });
  }

  private void connected(Connection connection) {
    if (!opened.trySuccess(connection)) {
      connection.close();
    }
    closeTheOthers(); // now: the listener may run later, when TLS has begun
  }

  private void failed(InetSocketAddress address, Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      opened.tryFailure(ConnectionFailures.notConnectedWithin(options.connectTimeout()));
    } else if (!left.isEmpty()) {
      cancelNextTurn();
      tryNext();
    } else if (tried.isEmpty()) {
      opened.tryFailure(NettyCauses.ofConnecting(address, cause));
    }
  }

  private void closeTheOthers() {
    cancelNextTurn();
    List<Connection> others = List.copyOf(tried);
    tried.clear();
    others.forEach(Connection::close);
  }

  private void cancelNextTurn() {
    if (nextTurn != null) {
      nextTurn.cancel(false);
    }
  }
}
