package dev.multifetch.pitfalls.netty;

import static dev.multifetch.conformance.Testimony.fetched;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A listener hands each outcome to the caller's code as soon as it is there, and a listener runs
/// on the event loop. A caller that writes a file or asks a database now does so there, and until
/// it is back, no other socket of that loop is read.
final class OutcomeOnLoopFetcher extends TutorialFetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (URI url : urls) {
      Future<Outcome> outcome = fetchOne(outcomes.size(), url);
      outcome.addListener(_ -> onOutcome.accept(outcome.getNow())); // on the loop
      outcomes.add(outcome);
    }
    for (Future<Outcome> outcome : outcomes) {
      outcome.sync();
    }
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
}
