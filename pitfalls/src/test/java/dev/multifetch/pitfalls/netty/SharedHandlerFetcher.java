package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.function.Consumer;

/// One handler was added to a second channel, and Netty refused: it is not `@Sharable`. So it was
/// made that. The annotation changes nothing; it is a promise that the handler remembers nothing of
/// a channel. This one remembers the body, and hands each response what others have received.
final class SharedHandlerFetcher extends TutorialFetcher {

  private static final AttributeKey<Consumer<byte[]>> DONE = AttributeKey.valueOf("done");

  private final Collector collector = new Collector();

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel.attr(DONE).set(body -> outcome.trySuccess(fetched(index, url, 200, body)));
    channel.pipeline().addLast(new HttpClientCodec(), collector);
  }

  @Sharable
  private static final class Collector extends SimpleChannelInboundHandler<HttpObject> {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(); // whose?

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof HttpContent piece) {
        body.writeBytes(ByteBufUtil.getBytes(piece.content()));
      }
      if (message instanceof LastHttpContent) {
        context.channel().attr(DONE).get().accept(body.toByteArray());
      }
    }
  }
}
