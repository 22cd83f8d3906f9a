package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.Promise;
import java.net.URI;

/// The aggregator makes one message of head and pieces, and wants to know how large it may get. Ten
/// megabytes ought to be enough for everybody. For the caller who said a thousand bytes it is no
/// limit; for the one whose files are larger it is one that he cannot lift.
final class AggregatorFetcher extends TutorialFetcher {

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpContentDecompressor(0),
            new HttpObjectAggregator(10 << 20), // says who?
            new SimpleChannelInboundHandler<FullHttpResponse>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
                byte[] body = ByteBufUtil.getBytes(answer.content());
                outcome.trySuccess(fetched(index, url, answer.status().code(), body));
              }

              @Override
              public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                outcome.trySuccess(failed(index, url, cause));
              }
            });
  }
}
