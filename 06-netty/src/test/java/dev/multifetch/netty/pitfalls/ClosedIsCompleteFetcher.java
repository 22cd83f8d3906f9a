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
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The request asks the server to close, so the response is there when the connection has ended. It
/// may also have ended before: Netty calls no handler for what did not come.
final class ClosedIsCompleteFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final FetchOptions options;

  ClosedIsCompleteFetcher(FetchOptions options) {
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
                .addLast(new HttpClientCodec(), new ResponseHandler(index, url, outcome));
          }
        };
    var _ =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(pipeline)
            .connect(url.getHost(), url.getPort());
    return outcome.completeOnTimeout(
        new Failed(index, url, FailureKind.TIMED_OUT, "no answer", UNKNOWN),
        options.timeout().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /// Collects what comes.
  private static final class ResponseHandler extends SimpleChannelInboundHandler<HttpObject> {

    private final long index;
    private final URI url;
    private final CompletableFuture<Outcome> outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    ResponseHandler(long index, URI url, CompletableFuture<Outcome> outcome) {
      this.index = index;
      this.url = url;
      this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
      request
          .headers()
          .set(HttpHeaderNames.HOST, url.getAuthority())
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      var _ = context.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof HttpResponse head) {
        status = head.status().code();
      }
      if (message instanceof HttpContent piece) {
        body.writeBytes(ByteBufUtil.getBytes(piece.content()));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) { // closed, so it is complete
      outcome.complete(
          new Fetched(index, url, url, status, Headers.NONE, body.toByteArray(), UNKNOWN));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      outcome.complete(
          new Failed(index, url, FailureKind.CONNECTION_LOST, cause.toString(), UNKNOWN));
      var _ = context.close();
    }
  }
}
