package dev.multifetch.client.eventloop;

import dev.multifetch.http.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.time.Duration;

/// Has a proxy open a tunnel on a channel that is connected to it. It is the channel's outermost
/// handler, and passes everything on once the tunnel is open.
final class Tunnelling extends ChannelInboundHandlerAdapter {

  private final Tunnel tunnel;
  private final Promise<Void> open;

  /// @param open is told when the tunnel is open, or why it is not
  Tunnelling(Tunnel tunnel, Promise<Void> open) {
    this.tunnel = tunnel;
    this.open = open;
  }

  Future<Void> open() {
    return open;
  }

  /// The proxy has not answered in time.
  void timedOut(Duration connectTimeout) {
    open.tryFailure(tunnel.notOpenWithin(connectTimeout));
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var _ =
        context.writeAndFlush(
            Unpooled.wrappedBuffer(tunnel.request()), context.channel().voidPromise());
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (!open.isDone() && bytes.isReadable()) {
        if (tunnel.accept(bytes.readByte())) {
          open.trySuccess(null); // now TLS is there, and the rest is for it
        }
      }
      if (bytes.isReadable()) {
        context.fireChannelRead(bytes.retain());
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    open.tryFailure(tunnel.ended());
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!open.tryFailure(cause instanceof IOException lost ? tunnel.failed(lost) : cause)) {
      context.fireExceptionCaught(cause);
    }
  }
}
