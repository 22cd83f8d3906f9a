package dev.multifetch.client.eventloop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.client.Resolver;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.http.Request;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a connection makes of how Netty reads, which no server can bring about at will: so there is
/// none here.
class RoundOfReadsTest {

  private final FetchOptions options = FetchOptions.defaults();
  private final Loop loop = new Loop(KernelIo.NIO, options, new Resolver(options), 1);
  private final Batches batches = new Batches("test", options);
  private final Call call = batches.begin().begin(0, URI.create("http://127.0.0.1/"));
  private final Send send = (Send) call.start();
  private final Request request = send.request();
  private final Connection connection =
      new Connection(request.origin(), loop.connections(), options);
  private final EmbeddedChannel channel = new EmbeddedChannel(connection.decoder(), connection);
  private final List<Next> told = new ArrayList<>();

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    loop.shutdown();
    batches.close();
  }

  @Test
  void whatWasReadToItsEndIsKept() {
    receive(Scripts.OK, 2_047);
    assertThat(loop.connections().take(request.origin())).isSameAs(connection);
  }

  /// Netty turns to other connections after some full reads, and looks again when it comes round.
  @Test
  void r20_whatTheKernelMayHoldMoreForIsNotKept() {
    receive(Scripts.OK, 2_048);
    assertThat(loop.connections().take(request.origin())).isNull();
    assertThat(told).hasSize(1);
  }

  /// @param lastRead how many bytes of 2,048 the last read brought
  private void receive(String response, int lastRead) {
    connection.send(request, exchange());
    var reads = channel.unsafe().recvBufAllocHandle();
    reads.attemptedBytesRead(2_048);
    reads.lastBytesRead(lastRead);
    channel.writeInbound(Unpooled.copiedBuffer(response, US_ASCII));
  }

  /// Where a round of reads is more than one task of the loop, as with io_uring, an exchange may
  /// begin in between.
  @Test
  void r41_whoBeginsOnASurplusIsTold() {
    channel.pipeline().fireChannelRead(Unpooled.copiedBuffer("surplus", US_ASCII));
    connection.send(request, exchange());
    channel.pipeline().fireChannelReadComplete();
    assertThat(told).hasSize(1);
  }

  private Exchange exchange() {
    return new Exchange(loop, call, send, new HandedOver(call, Fetching.HERE), told::add);
  }
}
