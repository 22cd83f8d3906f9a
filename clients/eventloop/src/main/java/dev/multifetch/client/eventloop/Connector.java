package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Resolver;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// Opens connections for one loop: looks up the name, tries its addresses one after another, and
/// puts together what a channel is made of. `connectTimeout` bounds the wait for one that does not
/// answer; the URL's `timeout` bounds all of it, and cancels the future.
final class Connector {

  private final EventLoop loop;
  private final KernelIo io;
  private final FetchOptions options;
  private final Resolver resolver;

  Connector(EventLoop loop, KernelIo io, FetchOptions options, Resolver resolver) {
    this.loop = loop;
    this.io = io;
    this.options = options;
    this.resolver = resolver;
  }

  /// Opens a connection, which returns to `home` each time that it is idle.
  Future<Connection> open(Origin origin, Connections home) {
    Promise<Connection> opened = loop.newPromise();
    CompletableFuture<List<InetAddress>> addresses = resolver.addresses(origin.host());
    if (addresses.isDone()) {
      connect(new Opening(origin, home, opened), addresses);
    } else {
      var _ =
          addresses.whenComplete(
              (_, _) -> onLoop(() -> connect(new Opening(origin, home, opened), addresses)));
    }
    return opened;
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException shutDown) {
      // and the call that waits has been told that
    }
  }

  /// A connection that is being opened.
  private record Opening(Origin origin, Connections home, Promise<Connection> opened) {}

  private void connect(Opening opening, CompletableFuture<List<InetAddress>> addresses) {
    if (opening.opened().isDone()) {
      return; // nobody waits for it any more
    }
    if (addresses.isCompletedExceptionally()) {
      opening.opened().tryFailure(addresses.exceptionNow());
    } else {
      long giveUp = System.nanoTime() + options.connectTimeout().toNanos(); // R11: for all of them
      connect(opening, new ArrayDeque<>(addresses.resultNow()), giveUp);
    }
  }

  private void connect(Opening opening, Queue<InetAddress> addresses, long giveUp) {
    InetSocketAddress address = new InetSocketAddress(addresses.remove(), opening.origin().port());
    Connection connection =
        new Connection(opening.origin(), opening.home(), options.maxHeadBytes());
    Channel channel;
    try {
      channel = channel(opening.origin(), giveUp, connection);
    } catch (RuntimeException | Error e) { // such as out of file descriptors (R45)
      opening.opened().tryFailure(NettyCauses.ofConnecting(address, e));
      return;
    }
    ChannelFuture connecting = channel.connect(address);
    connecting.addListener(
        _ -> {
          if (connecting.isSuccess()) {
            opening.opened().trySuccess(connection);
          } else {
            connection.close(); // Netty leaves that to us
            notConnected(opening, address, connecting.cause(), addresses, giveUp);
          }
        });
    opening
        .opened()
        .addListener(
            _ -> {
              if (opening.opened().isCancelled()) {
                connection.close();
              }
            });
  }

  /// R11: an address that refuses gives way at once; one that is silent has used up the budget.
  private void notConnected(
      Opening opening,
      InetSocketAddress address,
      Throwable cause,
      Queue<InetAddress> left,
      long giveUp) {
    if (cause instanceof ConnectTimeoutException) {
      opening.opened().tryFailure(ConnectionFailures.notConnectedWithin(options.connectTimeout()));
    } else if (left.isEmpty() || opening.opened().isDone()) {
      opening.opened().tryFailure(NettyCauses.ofConnecting(address, cause));
    } else {
      connect(opening, left, giveUp);
    }
  }

  private Channel channel(Origin origin, long giveUp, Connection connection) {
    Channel channel = io.channel();
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
