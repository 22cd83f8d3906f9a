package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/// Netty brings a handler for time-outs, and one line adds it. It measures how long nothing was
/// read. A server that sends a byte now and then is read from all the time, and keeps the channel
/// for as long as it likes.
final class IdleTimeoutFetcher extends TutorialFetcher {

  private final FetchOptions options;

  IdleTimeoutFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel
        .pipeline()
        .addLast(
            new ReadTimeoutHandler(options.timeout().toMillis(), TimeUnit.MILLISECONDS),
            new HttpClientCodec(),
            new HttpObjectAggregator(1 << 20),
            new SimpleChannelInboundHandler<FullHttpResponse>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
                byte[] body = ByteBufUtil.getBytes(answer.content());
                outcome.trySuccess(fetched(index, url, answer.status().code(), body));
              }

              @Override
              public void channelInactive(ChannelHandlerContext context) {
                outcome.trySuccess(failed(index, url, new ClosedChannelException()));
              }
            });
  }
}
