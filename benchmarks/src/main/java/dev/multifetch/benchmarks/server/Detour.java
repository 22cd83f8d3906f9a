package dev.multifetch.benchmarks.server;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/// A client's connection while another server answers on it. The client gets the bytes of that
/// server as they come, and its end or its reset as what it is. A client that reads slowly makes
/// that server wait. To be used on the event loop.
final class Detour {

  private final NetSocket client;
  private final String destination;
  private final Future<NetSocket> server;
  private boolean over;

  Detour(NetSocket client, String destination, Detours detours, Vertx vertx, NetClient connector) {
    this.client = client;
    this.destination = destination;
    server =
        vertx
            .executeBlocking(() -> detours.open(destination), false)
            .compose(to -> connect(requireNonNull(to), vertx, connector))
            .onSuccess(this::passOn)
            .onFailure(e -> refuse(String.valueOf(e.getMessage())));
  }

  boolean leadsTo(String other) {
    return destination.equals(other);
  }

  /// Hands a request on.
  ///
  /// @param head without the empty line at its end
  void ask(Buffer head) {
    Buffer request = Buffer.buffer().appendBuffer(head).appendString("\r\n\r\n");
    server.onSuccess(socket -> socket.write(request));
  }

  /// Ends the connection to the server; the client is gone, or asks for something else.
  void leave() {
    over = true;
    server.onSuccess(
        socket -> {
          socket.handler(null);
          socket.close();
        });
  }

  private static Future<NetSocket> connect(Detours.Server to, Vertx vertx, NetClient connector) {
    return connector
        .connect(to.port(), BenchmarkServer.HOST)
        .onSuccess(socket -> socket.closeHandler(_ -> release(to, vertx)))
        .onFailure(_ -> release(to, vertx));
  }

  private static void release(Detours.Server server, Vertx vertx) {
    vertx.executeBlocking(
        () -> {
          server.left().run();
          return server;
        },
        false);
  }

  private void passOn(NetSocket socket) {
    socket.pipe().endOnComplete(false).to(client).onComplete(this::end);
  }

  private void end(AsyncResult<Void> passed) {
    if (over) {
      return;
    }
    Channel channel = ((NetSocketInternal) client).channelHandlerContext().channel();
    if (passed.failed() && channel.isActive()) { // else it is the client that is gone
      channel.config().setOption(ChannelOption.SO_LINGER, 0); // makes a reset of the close
    }
    client.close();
  }

  private void refuse(String why) {
    client.write(PreparedResponses.last(500, why + "\n"));
    client.close();
  }
}
