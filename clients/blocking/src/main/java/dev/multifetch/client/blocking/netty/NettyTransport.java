package dev.multifetch.client.blocking.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.Transport;
import dev.multifetch.client.eventloop.EventLoops;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// GETs on Netty's event loops. The calling thread passes the exchange to a loop and waits until it
/// is over. So blocking and non-blocking models can be compared over the same library.
public final class NettyTransport implements Transport {

  private final EventLoops loops;

  public NettyTransport(FetchOptions options) {
    this.loops = new EventLoops(options);
  }

  @Override
  public Next exchange(Call call, Send send) {
    CompletableFuture<Next> next = new CompletableFuture<>();
    loops.exchange(call, send, NettyTransport::handOver, next::complete);
    return next.join(); // waits here; the end of the call ends it
  }

  /// A body that does not go to memory may make a thread wait, so each such body gets its own
  /// thread.
  private static void handOver(Supplier<Step> work, Consumer<Step> back) {
    Thread.startVirtualThread(() -> back.accept(work.get()));
  }

  @Override
  public void close() {
    loops.close();
  }
}
