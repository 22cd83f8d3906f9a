// A server that drips.
//
// The class fetches URLs on an event loop. A handler of Netty's ends a URL when nothing was read
// for `timeout` milliseconds. One server sends a byte now and then, and never finishes. It is
// never silent for so long, so its URL lasts for as long as the server likes.
// Change the class: a URL ends as TIMED_OUT `timeout` milliseconds after its start, whatever
// comes.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;

import dev.multifetch.*;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.*;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.*;
import io.netty.handler.timeout.*;

final class Exercise implements Fetcher {

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final long timeout; // in milliseconds

  Exercise(FetchOptions options) {
    this.timeout = options.timeout().toMillis();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var outcomes = new LinkedBlockingQueue<Outcome>();
    int count = 0;
    for (URI url : urls) {
      fetchOne(count++, url).thenAccept(outcomes::add);
    }
    for (; count > 0; count--) {
      onOutcome.accept(outcomes.take());
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
  private final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final long index;
    final URI url;
    long started;

    Exchange(long index, URI url) {
      this.index = index;
      this.url = url;
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
      var http = new HttpClientCodec(new HttpDecoderConfig(), false, true);
      var idle = new ReadTimeoutHandler(timeout, TimeUnit.MILLISECONDS); // TODO: wrong clock
      context.pipeline().addFirst(idle, http, new HttpObjectAggregator(1 << 24));
      started = System.nanoTime();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse reply) {
      byte[] body = ByteBufUtil.getBytes(reply.content());
      outcome.complete(fetched(index, url, reply.status().code(), body));
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable e) {
      boolean late = e instanceof ReadTimeoutException;
      var kind = late ? FailureKind.TIMED_OUT : FailureKind.CONNECTION_LOST;
      var timing = new Timing(started, Timing.NEVER, System.nanoTime());
      outcome.complete(new Failed(index, url, kind, e.toString(), timing));
      context.close();
    }
  }
}
