package dev.multifetch.netty;

import dev.multifetch.http.Origin;
import dev.multifetch.http.Request;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/// One connection with the exchange that it carries, or none. It is called on its loop with
/// whatever comes; when an exchange is over it goes home, or closes, and lets the fetch go on.
/// [#close()] from outside ends it without another word.
final class Connection extends SimpleChannelInboundHandler<Object> {

  private final Origin origin;
  private final Connections home;
  private final ResponseDecoder decoder;
  private final RequestHead head = new RequestHead();
  private @Nullable ChannelHandlerContext outermost;
  private @Nullable Exchange exchange;
  private boolean reused;
  private boolean handshaken;
  private boolean closeNotified;

  Connection(Origin origin, Connections home, int maxHeadBytes) {
    this.origin = origin;
    this.home = home;
    this.decoder = new ResponseDecoder(maxHeadBytes);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    outermost = context.pipeline().firstContext();
  }

  /// Sends a request. Over TLS it is kept back until the handshake has succeeded.
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
      failed(new EOFException("TLS connection ended without close_notify")); // R48
      return;
    }
    exchange.received(message);
    if (exchange.over() && !exchange.connectionReusable()) {
      finish(context);
    }
  }

  /// A body without framing ends with its connection; anybody can end a connection, but only the
  /// server can say over TLS that it did.
  private boolean cutShort(ChannelHandlerContext context) {
    return origin.secure() && !closeNotified && !context.channel().isActive();
  }

  /// The end of a round of reads: only now can it be known whether more came than the response.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null && exchange.over()) {
      finish(context);
    } else if (decoder.surplus()) {
      failed(new EOFException("bytes that nobody asked for")); // R20, R42
    }
  }

  private void finish(ChannelHandlerContext context) {
    Exchange ended = exchange;
    exchange = null;
    if (ended == null) {
      return;
    }
    if (ended.connectionReusable() && decoder.complete() && drained(context)) {
      reused = true;
      home.keep(this);
    } else {
      close();
    }
    ended.goOn();
  }

  /// After some full reads Netty turns to other connections, and what is still to be read may be
  /// surplus.
  private static boolean drained(ChannelHandlerContext context) {
    var reads = context.channel().unsafe().recvBufAllocHandle();
    return reads.lastBytesRead() < reads.attemptedBytesRead();
  }

  /// The end of the connection, which Netty takes for no error whatever was still to come (R19).
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    failed(new EOFException("connection ended before the response did"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable translated = Causes.translated(cause);
    failed(origin.secure() && !handshaken ? Causes.ofHandshake(translated) : translated);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake when !handshake.isSuccess() ->
          failed(Causes.ofHandshake(handshake.cause()));
      case SslHandshakeCompletionEvent _ -> handshaken = true;
      case SslCloseCompletionEvent closed when closed.isSuccess() -> {
        closeNotified = true;
        var _ = context.close(); // nothing more will come
      }
      default -> {}
    }
  }

  private void failed(Throwable cause) {
    Exchange ended = exchange;
    boolean stale = reused && !decoder.answered(); // R41
    close(); // first, or whatever goes on would find it among the idle ones
    if (ended != null) {
      ended.failed(cause, stale);
      ended.goOn();
    }
  }

  /// Closes the connection at once, whatever it carries. TLS is passed over: its goodbye would wait
  /// for a server that does not read.
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
