package dev.multifetch.pitfalls.netty;

import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayOutputStream;
import java.net.URI;

/// The body is what has come when the last piece has, or when the connection has ended. Netty does
/// not say in which of the two cases there was more to come.
final class SilentEndFetcher extends TutorialFetcher {

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel.pipeline().addLast(new HttpClientCodec(), new Collector(index, url, outcome));
  }

  private static final class Collector extends SimpleChannelInboundHandler<HttpObject> {
    private final long index;
    private final URI url;
    private final Promise<Outcome> outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    Collector(long index, URI url, Promise<Outcome> outcome) {
      this.index = index;
      this.url = url;
      this.outcome = outcome;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof HttpResponse head) {
        status = head.status().code();
      }
      if (message instanceof HttpContent piece) {
        body.writeBytes(ByteBufUtil.getBytes(piece.content()));
      }
      if (message instanceof LastHttpContent) {
        finish();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      outcome.trySuccess(failed(index, url, cause));
    }

    private void finish() {
      outcome.trySuccess(
          new Fetched(index, url, url, status, Headers.NONE, body.toByteArray(), UNKNOWN));
    }
  }
}
