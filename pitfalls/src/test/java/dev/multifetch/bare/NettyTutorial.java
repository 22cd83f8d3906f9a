package dev.multifetch.bare;

import dev.multifetch.conformance.servers.Certificates;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The pipeline that most tutorials end with: codec, decompressor, aggregator, and a handler that
/// takes the one full response. Netty promises no client; this is what stands where one would be.
final class NettyTutorial implements BareClient {

  private static final int LARGEST = 1 << 20; // what the examples aggregate

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SslContext tls;

  NettyTutorial() {
    try {
      tls = SslContextBuilder.forClient().trustManager(Certificates.trustManager()).build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS in this JVM", e);
    }
  }

  @Override
  public Got get(URI url, Map<String, String> headers)
      throws InterruptedException, ExecutionException {
    Promise<Got> got = group.next().newPromise();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (url.getScheme().equals("https")) {
                      channel
                          .pipeline()
                          .addLast(tls.newHandler(channel.alloc(), url.getHost(), url.getPort()));
                    }
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpContentDecompressor(0),
                            new HttpObjectAggregator(LARGEST),
                            new Handler(got));
                  }
                });
    int port = url.getPort() < 0 ? 80 : url.getPort();
    Channel channel = bootstrap.connect(url.getHost(), port).sync().channel();
    DefaultFullHttpRequest get =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
    get.headers().set("Host", url.getRawAuthority());
    headers.forEach(get.headers()::set);
    var _ = channel.writeAndFlush(get);
    return got.get();
  }

  private static final class Handler extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final Promise<Got> got;

    Handler(Promise<Got> got) {
      this.got = got;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      got.trySuccess(new Got(response.status().code(), ByteBufUtil.getBytes(response.content())));
      var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      got.tryFailure(cause);
      var _ = context.close();
    }
  }

  @Override
  public void close() {
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
