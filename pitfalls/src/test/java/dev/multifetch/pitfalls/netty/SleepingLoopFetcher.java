package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Each server is asked for one URL after another, with a pause in between: when an answer has
/// come, its listener sleeps for the delay and then begins the next. But it sleeps on the event
/// loop. All other servers have answered meanwhile, and nobody reads what they say.
final class SleepingLoopFetcher extends TutorialFetcher {

  private record Line(long index, URI url) {}

  private final FetchOptions options;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  SleepingLoopFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    Map<String, Queue<Line>> waiting = new LinkedHashMap<>();
    int count = 0;
    for (URI url : urls) {
      waiting
          .computeIfAbsent(url.getAuthority(), _ -> new ArrayDeque<>())
          .add(new Line(count++, url));
    }
    waiting.values().forEach(this::beginNext);
    for (; count > 0; count--) {
      onOutcome.accept(outcomes.take());
    }
  }

  private void beginNext(Queue<Line> waiting) {
    Line next = waiting.poll();
    if (next == null || closed) {
      return;
    }
    Future<Outcome> outcome = fetchOne(next.index, next.url);
    outcome.addListener(
        _ -> {
          outcomes.add(outcome.getNow());
          Thread.sleep(options.politeness().delay()); // on the loop
          beginNext(waiting);
        });
  }

  @Override
  void handle(Channel channel, long index, URI url, Promise<Outcome> outcome) {
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(1 << 20),
            new SimpleChannelInboundHandler<FullHttpResponse>() {
              @Override
              protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
                byte[] body = ByteBufUtil.getBytes(answer.content());
                outcome.trySuccess(fetched(index, url, answer.status().code(), body));
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    super.close();
  }
}
