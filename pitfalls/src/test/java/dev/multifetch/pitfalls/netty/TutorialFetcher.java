package dev.multifetch.pitfalls.netty;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What the attempts have in common: a connection for each URL, as in many a tutorial.
abstract class TutorialFetcher implements Fetcher {

  static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /// Adds the handlers that make an outcome of what comes.
  abstract void handle(Channel channel, long index, URI url, Promise<Outcome> outcome);

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (URI url : urls) {
      outcomes.add(fetchOne(outcomes.size(), url));
    }
    for (Future<Outcome> outcome : outcomes) {
      onOutcome.accept(outcome.sync().getNow());
    }
  }

  Future<Outcome> fetchOne(long index, URI url) {
    Promise<Outcome> outcome = group.next().newPromise();
    var initializer =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            handle(channel, index, url, outcome);
          }
        };
    ChannelFuture connecting =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(initializer)
            .connect(url.getHost(), url.getPort());
    connecting.addListener(
        _ -> {
          if (connecting.isSuccess()) {
            var _ = connecting.channel().writeAndFlush(request(url));
          } else {
            outcome.trySuccess(failed(index, url, connecting.cause()));
          }
        });
    outcome.addListener(
        _ -> {
          var _ = connecting.channel().close();
        });
    return outcome;
  }

  static Failed failed(long index, URI url, Throwable cause) {
    boolean secure = "https".equals(url.getScheme());
    FailureKind kind = secure ? FailureKind.TLS_FAILED : FailureKind.CONNECTION_LOST;
    return new Failed(index, url, kind, cause.toString(), UNKNOWN);
  }

  private static DefaultFullHttpRequest request(URI url) {
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
    request.headers().set("Host", url.getRawAuthority());
    return request;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
