package dev.multifetch.pitfalls.netty;

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
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.concurrent.Promise;
import java.net.URI;

/// A redirect is followed from the handler, which waits for what it leads to. But the thread that
/// waits is the event loop, and nobody else would read the answer. Netty's own futures notice; any
/// other wait would stand still for ever.
final class WaitingHandlerFetcher extends TutorialFetcher {

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(1 << 20),
            new Follower(index, url, outcome));
  }

  private final class Follower extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final long index;
    private final URI url;
    private final Promise<Outcome> outcome;

    Follower(long index, URI url, Promise<Outcome> outcome) {
      this.index = index;
      this.url = url;
      this.outcome = outcome;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response)
        throws InterruptedException {
      String location = response.headers().get("Location");
      if (response.status().codeClass() == HttpStatusClass.REDIRECTION && location != null) {
        outcome.trySuccess(fetchOne(index, url.resolve(location)).sync().getNow());
        return;
      }
      byte[] body = ByteBufUtil.getBytes(response.content());
      int status = response.status().code();
      outcome.trySuccess(new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      outcome.trySuccess(failed(index, url, cause));
    }
  }
}
