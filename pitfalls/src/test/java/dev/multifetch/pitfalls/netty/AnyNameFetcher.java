package dev.multifetch.pitfalls.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import javax.net.ssl.SSLEngine;

/// TLS in three lines. The certificate is checked, but nobody told the engine whose it should be:
/// anyone with a certificate of his own may answer for any host.
final class AnyNameFetcher extends TutorialFetcher {

  private final FetchOptions options;

  AnyNameFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    if ("https".equals(url.getScheme())) {
      SSLEngine engine = options.sslContext().createSSLEngine();
      engine.setUseClientMode(true);
      channel.pipeline().addLast(new SslHandler(engine));
    }
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(1 << 20),
            new SimpleChannelInboundHandler<FullHttpResponse>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
                byte[] body = ByteBufUtil.getBytes(answer.content());
                int status = answer.status().code();
                outcome.trySuccess(
                    new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN));
              }

              @Override
              public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                outcome.trySuccess(failed(index, url, cause));
              }
            });
  }
}
