package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.Promise;
import java.net.URI;

/// The adapter has all methods and asks for no type, so it is what many handlers extend. What it
/// hands over is counted, and the handler that takes it last must say so: `release`. Here the bytes
/// are copied, the message is forgotten, and its memory, which no collector looks after, is lost.
/// The cousin, `SimpleChannelInboundHandler`, releases by itself; they differ in one word.
final class NotReleasedFetcher extends TutorialFetcher {

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(1 << 20),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                FullHttpResponse response = (FullHttpResponse) message;
                byte[] body = ByteBufUtil.getBytes(response.content()); // and the response?
                outcome.trySuccess(fetched(index, url, response.status().code(), body));
              }
            });
  }
}
