package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Request;
import dev.multifetch.http.ServerIdentity;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection, and the exchange that it carries, if any. Its loop calls it with each thing that
/// happens. When an exchange is over, the connection becomes idle or closes, and tells the exchange
/// to go on. If somebody else calls [#close()], it closes and tells nobody.
final class Connection extends SimpleChannelInboundHandler<Object> {

  private final Origin origin;
  private final Connections home;
  private final FetchOptions options;
  private final ResponseDecoder decoder;
  private final RequestHead head = new RequestHead();
  private @Nullable ChannelHandlerContext outermost;
  private @Nullable Exchange exchange;
  private boolean reused;
  private boolean handshaken;
  private boolean closeNotified;

  Connection(Origin origin, Connections home, FetchOptions options) {
    this.origin = origin;
    this.home = home;
    this.options = options;
    this.decoder = new ResponseDecoder(options);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    outermost = context.pipeline().firstContext();
  }

  /// Begins TLS after the outermost handler, which has opened a tunnel.
  void beginTls(SslHandler tls) {
    if (outermost != null) {
      outermost.pipeline().addAfter(outermost.name(), null, tls);
    }
  }

  /// Sends a request. Over TLS, Netty keeps it back until the handshake has succeeded.
  void send(Request request, Exchange exchange) {
    this.exchange = exchange;
    decoder.expectResponse();
    if (outermost != null) {
      var channel = outermost.channel();
      var _ = channel.writeAndFlush(head.encode(request, channel.alloc()), channel.voidPromise());
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    if (exchange == null) {
      return;
    }
    if (message == ResponseDecoder.End.OF_BODY && cutShort(context)) {
      failed(ConnectionFailures.endedWithoutCloseNotify()); // R48
      return;
    }
    exchange.delivery().received(message);
    if (heardEnough() && !exchange.connectionReusable()) {
      finish();
    } else if (!exchange.delivery().wantsMore()) {
      read(false);
    }
  }

  /// A body without a length ends with its connection. Anybody on the way can end a connection, but
  /// over TLS only the server can say that it has ended it.
  private boolean cutShort(ChannelHandlerContext context) {
    return origin.secure() && !closeNotified && !context.channel().isActive();
  }

  /// The end of a round of reads. Only now does it show whether more came than the response.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (heardEnough()) {
      finish();
    } else if (decoder.surplus()) {
      failed(ConnectionFailures.unaskedBytes()); // R20, R42
    }
  }

  /// The exchange has taken what had to wait. Now it is over, or wants more, or waits again.
  void readOn() {
    if (heardEnough()) {
      finish();
    } else if (exchange != null && exchange.delivery().wantsMore()) {
      read(true);
    }
  }

  private boolean heardEnough() {
    return exchange != null && exchange.delivery().next() != null;
  }

  private void read(boolean more) {
    if (outermost != null) {
      outermost.channel().config().setAutoRead(more);
    }
  }

  private void finish() {
    Exchange ended = exchange;
    exchange = null;
    if (ended == null) {
      return;
    }
    if (ended.connectionReusable() && decoder.complete() && drained()) {
      read(true);
      reused = true;
      home.keep(this);
    } else {
      close();
    }
    ended.goOn();
  }

  /// After some full reads Netty turns to other connections. Bytes that nobody asked for may then
  /// still be unread.
  private boolean drained() {
    if (outermost == null) {
      return false;
    }
    var reads = outermost.channel().unsafe().recvBufAllocHandle();
    return reads.lastBytesRead() < reads.attemptedBytesRead();
  }

  /// The connection has ended. Netty reports that in the same way, whether or not more was to come
  /// (R19).
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    failed(ConnectionFailures.endedTooEarly());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(origin.secure() && !handshaken ? NettyCauses.ofHandshake(cause) : cause);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake when !handshake.isSuccess() ->
          failed(NettyCauses.ofHandshake(handshake.cause()));
      case SslHandshakeCompletionEvent _ -> handshaken(context.pipeline().get(SslHandler.class));
      case SslCloseCompletionEvent closed when closed.isSuccess() -> {
        closeNotified = true;
        var _ = context.close(); // nothing more will come
      }
      default -> {}
    }
  }

  /// Netty has the request, and sends it next. To prevent that, close the connection here (R46).
  private void handshaken(SslHandler tls) {
    handshaken = true;
    try {
      ServerIdentity.of(origin, options).check(tls.engine().getSession());
    } catch (SSLException refused) {
      failed(refused);
    }
  }

  private void failed(Throwable cause) {
    Exchange ended = exchange;
    boolean stale = reused && !decoder.answered(); // R41
    close(); // first, so that the next exchange does not find it among the idle ones
    if (ended != null) {
      ended.delivery().failed(NettyCauses.translated(cause), stale);
      ended.goOn();
    }
  }

  /// Closes the connection at once, even in the middle of an exchange. It skips the farewell of
  /// TLS, which would wait for a server that does not read.
  void close() {
    exchange = null;
    home.remove(this);
    if (outermost != null) {
      var _ = outermost.close();
    }
  }

  boolean isActive() {
    return outermost != null && outermost.channel().isActive();
  }

  Origin origin() {
    return origin;
  }

  ResponseDecoder decoder() {
    return decoder;
  }
}
