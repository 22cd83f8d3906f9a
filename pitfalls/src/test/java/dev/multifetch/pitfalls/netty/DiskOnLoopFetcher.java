package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Each piece is written as it comes, so none is kept in memory, and the server is read no faster
/// than the disk takes it. So is every other server of that loop: a disk that is busy for a second
/// stops them all for a second.
final class DiskOnLoopFetcher extends TutorialFetcher {

  private static final byte[] NOTHING = {};

  private final BodyHandler files;

  DiskOnLoopFetcher(FetchOptions options) {
    this.files = options.bodies().orElseThrow();
  }

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel.pipeline().addLast(new HttpClientCodec(), new ToDisk(index, url, outcome));
  }

  private final class ToDisk extends SimpleChannelInboundHandler<HttpObject> {
    private final long index;
    private final URI url;
    private final Promise<Outcome> outcome;
    private int status;
    private @Nullable BodyWriter file;

    ToDisk(long index, URI url, Promise<Outcome> outcome) {
      this.index = index;
      this.url = url;
      this.outcome = outcome;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message)
        throws IOException {
      if (message instanceof HttpResponse head) {
        status = head.status().code();
        file = files.open(new BodyHandler.Response(index, url, url, status, Headers.NONE));
      }
      if (message instanceof HttpContent piece && file != null) {
        file.write(piece.content().nioBuffer()); // how long this takes, the disk decides
        if (piece instanceof LastHttpContent) {
          file.finish();
          outcome.trySuccess(fetched(index, url, status, NOTHING));
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      outcome.trySuccess(failed(index, url, cause));
    }
  }
}
