package dev.multifetch.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// Opens connections for one loop: looks up the name, tries its addresses one after another, and
/// puts together what a channel is made of. `connectTimeout` bounds the wait for one that does not
/// answer; the URL's `timeout` bounds all of it, and cancels the future.
final class Connector {

  private final EventLoop loop;
  private final Transport transport;
  private final FetchOptions options;
  private final Names names;

  Connector(EventLoop loop, Transport transport, FetchOptions options) {
    this.loop = loop;
    this.transport = transport;
    this.options = options;
    this.names = new Names(loop);
  }

  /// Opens a connection, which returns to `home` whenever it is idle.
  Future<Connection> open(Origin origin, Connections home) {
    Promise<Connection> opened = loop.newPromise();
    names
        .addresses(origin.host())
        .addListener(
            (Future<List<InetAddress>> found) -> {
              if (opened.isDone()) {
                return; // nobody waits for it any more
              }
              if (found.isSuccess()) {
                long giveUp = System.nanoTime() + options.connectTimeout().toNanos(); // R11: all
                connect(origin, new ArrayDeque<>(found.getNow()), giveUp, home, opened);
              } else {
                opened.tryFailure(found.cause());
              }
            });
    return opened;
  }

  private void connect(
      Origin origin,
      Queue<InetAddress> addresses,
      long giveUp,
      Connections home,
      Promise<Connection> opened) {
    Connection connection = new Connection(origin, home, options.maxHeadBytes());
    Channel channel;
    try {
      channel = channel(origin, giveUp, connection);
    } catch (ChannelException e) { // such as out of file descriptors (R45)
      opened.tryFailure(notConnected(e));
      return;
    } catch (RuntimeException | Error e) {
      opened.tryFailure(e);
      return;
    }
    ChannelFuture connecting =
        channel.connect(new InetSocketAddress(addresses.remove(), origin.port()));
    connecting.addListener(
        _ -> {
          if (connecting.isSuccess()) {
            opened.trySuccess(connection);
            return;
          }
          connection.close(); // Netty leaves that to us
          if (mayTryAnother(connecting.cause(), addresses) && !opened.isDone()) {
            connect(origin, addresses, giveUp, home, opened);
          } else {
            opened.tryFailure(notConnected(connecting.cause()));
          }
        });
    opened.addListener(
        _ -> {
          if (opened.isCancelled()) {
            connection.close();
          }
        });
  }

  /// R11: an address that refuses gives way at once; one that is silent has used up the budget.
  private static boolean mayTryAnother(Throwable cause, Queue<InetAddress> left) {
    return !(cause instanceof ConnectTimeoutException) && !left.isEmpty();
  }

  /// Whatever kept it from being there, no connection was lost.
  private static Throwable notConnected(Throwable cause) {
    return cause instanceof ConnectException
            || !(cause instanceof IOException || cause instanceof ChannelException)
        ? cause
        : new ConnectException(String.valueOf(cause.getMessage())).initCause(cause);
  }

  private Channel channel(Origin origin, long giveUp, Connection connection) {
    Channel channel = transport.channel();
    channel
        .config()
        .setOption(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime())));
    if (origin.secure()) {
      channel.pipeline().addLast(tls(origin));
    }
    channel.pipeline().addLast(connection.decoder(), connection);
    var _ = loop.register(channel);
    return channel;
  }

  /// The engine sends a host with a dot as SNI, unless it is an address. It is the JDK's and not
  /// one of Netty's own contexts, so to check the host against the certificate is left to us: R46.
  private SslHandler tls(Origin origin) {
    SSLEngine engine = options.sslContext().createSSLEngine(origin.host(), origin.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    SslHandler tls = new SslHandler(engine);
    tls.setHandshakeTimeoutMillis(0); // the URL's own timeout bounds it
    return tls;
  }
}
