package dev.multifetch.netty.pitfalls;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.EOFException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A handler that receives a redirect fetches where it leads, and waits for that. It waits on the
/// only thread that could read the answer.
final class WaitingHandlerFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final FetchOptions options;

  WaitingHandlerFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var outcomes = new LinkedBlockingQueue<Outcome>();
    long begun = 0;
    for (URI url : urls) {
      var _ = fetchOne(begun++, url).thenAccept(outcomes::add);
    }
    for (; begun > 0; begun--) {
      onOutcome.accept(outcomes.take());
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    ChannelInitializer<Channel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel
                .pipeline()
                .addLast(
                    new HttpClientCodec(),
                    new HttpObjectAggregator(options.maxBodyBytes()),
                    new ResponseHandler(index, url, outcome));
          }
        };
    var _ =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(pipeline)
            .connect(url.getHost(), url.getPort());
    return outcome;
  }

  @Override
  public void close() {
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /// Answers with what the response says, or with what it leads to.
  private final class ResponseHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final long index;
    private final URI url;
    private final CompletableFuture<Outcome> outcome;

    ResponseHandler(long index, URI url, CompletableFuture<Outcome> outcome) {
      this.index = index;
      this.url = url;
      this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
      request.headers().set(HttpHeaderNames.HOST, url.getAuthority());
      var _ = context.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response)
        throws Exception {
      String location = response.headers().get(HttpHeaderNames.LOCATION);
      if (location != null) {
        var target = fetchOne(index, url.resolve(location));
        outcome.complete(target.get(1, TimeUnit.SECONDS)); // waits for itself
      } else {
        int status = response.status().code();
        byte[] body = ByteBufUtil.getBytes(response.content());
        outcome.complete(new Fetched(index, url, url, status, Headers.NONE, body, UNKNOWN));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      exceptionCaught(context, new EOFException("connection ended"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      FailureKind kind =
          cause instanceof TimeoutException ? FailureKind.TIMED_OUT : FailureKind.CONNECTION_LOST;
      outcome.complete(new Failed(index, url, kind, cause.toString(), UNKNOWN));
      var _ = context.close();
    }
  }
}
