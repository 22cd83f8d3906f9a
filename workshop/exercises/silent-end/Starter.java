// The end that nobody hears.
//
// The program fetches five URLs at once, on the thread of an event loop. It prints a line for
// each. If a server closes its connection too early, its URL has no line, and the program never
// ends: it waits for a free place, and nobody releases that place. Netty does notice the end, and
// passes an exception to the handler.
// Complete the class `Exchange`: an exception completes the future `line`, and closes the channel.
// You are done when `./multifetch workshop check` says so.

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.*;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.*;
import io.netty.handler.timeout.ReadTimeoutHandler;

final int atOnce = 5;
final Semaphore free = new Semaphore(atOnce);
final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

void main(String[] urls) {
  for (String url : urls) {
    free.acquireUninterruptibly(); // the main thread waits for a free place
    fetch(url).thenAccept(IO::println).whenComplete((_, _) -> free.release());
  }
  free.acquireUninterruptibly(atOnce); // and then for the last URL
  loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
}

CompletableFuture<String> fetch(String url) {
  var exchange = new Exchange();
  try {
    var uri = URI.create(url);
    var get = new DefaultFullHttpRequest(HTTP_1_1, GET, url.replaceFirst("^\\w+://[^/?]*", ""));
    get.headers().set(HttpHeaderNames.HOST, uri.getAuthority());
    var client = new Bootstrap().group(loop).channel(NioSocketChannel.class).handler(exchange);
    var connecting = client.connect(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    connecting.addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    connecting.addListener(_ -> connecting.channel().writeAndFlush(get));
  } catch (RuntimeException e) {
    exchange.line.completeExceptionally(e);
  }
  return exchange.line.exceptionally("failed, %s: "::formatted).thenApply(line -> line + url);
}

class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> { // runs on the loop
  final CompletableFuture<String> line = new CompletableFuture<>();

  @Override
  public void channelRegistered(ChannelHandlerContext context) {
    var http = new HttpClientCodec(new HttpDecoderConfig(), false, true);
    var whole = new HttpObjectAggregator(1 << 24);
    context.pipeline().addFirst(http, whole, new ReadTimeoutHandler(10));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse reply) {
    line.complete(reply.status().code() + ", " + reply.content().readableBytes() + " bytes: ");
    context.close();
  }

  // TODO: which method of a handler does Netty call when something goes wrong?
}
