package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.Resolver;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Route;
import dev.multifetch.http.ServerIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Opens connections for one loop. It looks up the name of the origin, or of the proxy before it,
/// passes the addresses to an [Opening], and puts the handlers of a channel together.
/// `connectTimeout` bounds how long the channels may take to connect. The URL's `timeout` bounds
/// all of it, and cancels the future.
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

  /// Opens a connection for a call. It returns to `home` each time it becomes idle.
  Future<Connection> open(Origin origin, Connections home, Call call) {
    Promise<Connection> opened = loop.newPromise();
    Route route = Route.to(origin, options);
    Opening opening = new Opening(this, loop, options, route, home, opened);
    CompletableFuture<List<InetAddress>> addresses =
        resolver.addresses(route.host(), route.port(), call);
    if (addresses.isDone()) {
      connect(opening, opened, addresses);
    } else {
      var _ = addresses.whenComplete((_, _) -> onLoop(() -> connect(opening, opened, addresses)));
      opened.addListener(_ -> addresses.cancel(false)); // nobody needs the lookup after this
    }
    return opened;
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException shutDown) {
      // the waiting call already knows that
    }
  }

  private static void connect(
      Opening opening, Promise<Connection> opened, CompletableFuture<List<InetAddress>> addresses) {
    if (opened.isDone()) {
      return; // nobody needs it any more
    }
    if (addresses.isCompletedExceptionally()) {
      opening.fail(addresses.exceptionNow());
    } else {
      opening.begin(addresses.resultNow());
    }
  }

  /// A channel for this connection, on the loop, not connected yet.
  ///
  /// @param tunnelling comes first, if there is one, and TLS only once the tunnel is open
  Channel channel(Connection connection, @Nullable Tunnelling tunnelling, Duration connectTimeout) {
    Channel channel = io.channel();
    channel
        .config()
        .setOption(
            ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, connectTimeout.toMillis()));
    if (tunnelling != null) {
      channel.pipeline().addLast(tunnelling);
    } else if (connection.origin().secure()) {
      channel.pipeline().addLast(tls(connection.origin()));
    }
    channel.pipeline().addLast(connection.decoder(), connection);
    var _ = loop.register(channel);
    return channel;
  }

  /// Begins TLS on a channel whose tunnel is open.
  void secure(Connection connection) {
    connection.beginTls(tls(connection.origin()));
  }

  /// The engine is the JDK's, not Netty's. So this code must tell the engine which host name to
  /// send, and to compare the certificate with that name (R46).
  private SslHandler tls(Origin origin) {
    ServerIdentity server = ServerIdentity.of(origin, options);
    SSLEngine engine = options.sslContext().createSSLEngine(server.host(), origin.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    server.demandIn(parameters);
    engine.setSSLParameters(parameters);
    SslHandler tls = new SslHandler(engine);
    tls.setHandshakeTimeoutMillis(0); // the URL's timeout bounds the handshake
    return tls;
  }
}
