// The caller's code runs on the loop: a solution. The loop puts each outcome into a queue, which
// takes no time. The calling thread takes it from there.

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
    var outcomes = new LinkedBlockingQueue<Outcome>();
    int count = 0;
    for (URI url : urls) {
      fetchOne(count++, url).thenAccept(outcomes::add); // the loop puts it down, and goes on
    }
    for (; count > 0; count--) {
      onOutcome.accept(outcomes.take()); // the caller waits for the next to end
    }
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
