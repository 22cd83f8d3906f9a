package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.HappyEyeballs;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Route;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
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
/// The first channel that connects becomes the connection, once a proxy has opened a tunnel if one
/// is needed. It closes the others before TLS begins on them. If the promise is cancelled, it
/// closes all of them.
final class Opening {

  private final Connector connector;
  private final EventLoop loop;
  private final FetchOptions options;
  private final Route route;
  private final Connections home;
  private final Promise<Connection> opened;

  private final Queue<InetAddress> left = new ArrayDeque<>();
  private final List<Connection> tried = new ArrayList<>();
  private @Nullable Future<?> nextTurn;
  private long giveUp;
  private Duration delay = Duration.ZERO;
  private boolean won; // one channel is connected

  Opening(
      Connector connector,
      EventLoop loop,
      FetchOptions options,
      Route route,
      Connections home,
      Promise<Connection> opened) {
    this.connector = connector;
    this.loop = loop;
    this.options = options;
    this.route = route;
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
    if (isOver()) {
      return;
    }
    InetSocketAddress address = new InetSocketAddress(left.remove(), route.port());
    if (!left.isEmpty()) {
      nextTurn = loop.schedule(this::tryNext, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
    Connection connection = new Connection(route.origin(), home, options);
    Tunnelling tunnelling = tunnelling();
    Channel channel;
    try {
      channel = connector.channel(connection, tunnelling, timeLeft());
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
            connected(connection, tunnelling);
          } else {
            connection.close(); // Netty does not close it
            failed(address, connecting.cause());
          }
        });
  }

  /// What opens the tunnel through a proxy, if one is needed.
  private @Nullable Tunnelling tunnelling() {
    return route
        .tunnel(options)
        .map(tunnel -> new Tunnelling(tunnel, loop.newPromise()))
        .orElse(null);
  }

  private boolean isOver() {
    return won || opened.isDone();
  }

  private Duration timeLeft() {
    return Duration.ofNanos(giveUp - System.nanoTime());
  }

  private void connected(Connection connection, @Nullable Tunnelling tunnelling) {
    if (isOver()) {
      connection.close();
      return;
    }
    won = true;
    closeTheOthers(); // now: the listener may run later, when TLS has begun
    if (tunnelling == null) {
      opened.trySuccess(connection);
    } else {
      awaitTunnel(connection, tunnelling);
    }
  }

  private void awaitTunnel(Connection connection, Tunnelling tunnelling) {
    tried.add(connection); // so that a cancelled promise closes it
    Future<?> timeout =
        loop.schedule(
            () -> tunnelling.timedOut(options.connectTimeout()),
            timeLeft().toNanos(),
            TimeUnit.NANOSECONDS);
    tunnelling
        .open()
        .addListener(
            open -> {
              timeout.cancel(false);
              tried.remove(connection);
              if (!open.isSuccess()) {
                connection.close();
                opened.tryFailure(open.cause());
              } else if (!opened.isDone()) { // else the end of the call has closed it
                connector.secure(connection);
                opened.trySuccess(connection);
              }
            });
  }

  private void failed(InetSocketAddress address, Throwable cause) {
    if (isOver()) {
      return;
    }
    if (cause instanceof ConnectTimeoutException) {
      fail(ConnectionFailures.notConnectedWithin(options.connectTimeout()));
    } else if (!left.isEmpty()) {
      cancelNextTurn();
      tryNext();
    } else if (tried.isEmpty()) {
      fail(NettyCauses.ofConnecting(address, cause));
    }
  }

  /// There is no connection. If there is a proxy, it is to blame.
  void fail(Throwable cause) {
    opened.tryFailure(cause instanceof IOException e ? route.failed(e) : cause);
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
