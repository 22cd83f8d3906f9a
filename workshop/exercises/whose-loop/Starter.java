// The caller's code runs on the loop.
//
// The class fetches URLs on the thread of an event loop. As soon as an outcome is there, the loop
// hands it to the caller's code, `onOutcome`. Now the caller's code runs on the loop, too. While
// it writes a file or asks a database, the loop reads no other connection.
// Change `fetchEach`: only the thread that has called it calls `onOutcome`, as soon as an outcome
// is there.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.*;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.*;

final class Exercise implements Fetcher {

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var handedOver = new ArrayList<CompletableFuture<Void>>();
    for (URI url : urls) {
      var outcome = fetchOne(handedOver.size(), url);
      handedOver.add(outcome.thenAccept(onOutcome)); // TODO: on which thread?
    }
    handedOver.forEach(CompletableFuture::join); // waits for the last URL
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    var exchange = new Exchange(index, url);
    var get = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
    get.headers().set(HttpHeaderNames.HOST, url.getRawAuthority());
    var client = new Bootstrap().group(loop).channel(NioSocketChannel.class).handler(exchange);
    var connecting = client.connect(url.getHost(), url.getPort());
    connecting.addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    connecting.addListener(_ -> connecting.channel().writeAndFlush(get));
    return exchange.outcome;
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /// What comes for one URL. Its methods run on the thread of the event loop.
  private static final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final long index;
    final URI url;

    Exchange(long index, URI url) {
      this.index = index;
      this.url = url;
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
      var http = new HttpClientCodec(new HttpDecoderConfig(), false, true);
      context.pipeline().addFirst(http, new HttpObjectAggregator(1 << 24));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse reply) {
      byte[] body = ByteBufUtil.getBytes(reply.content());
      outcome.complete(fetched(index, url, reply.status().code(), body));
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable e) {
      outcome.complete(failed(index, url, e));
      context.close();
    }
  }
}
