package dev.multifetch.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/// Looks up names for one loop, each on a platform thread of its own: the JDK's lookup waits,
/// whoever waits on an event loop holds up every other URL, and a virtual thread that waits in the
/// system's resolver keeps its carrier from all others (R10). Whoever asks for the same name shares
/// a lookup.
final class Names {

  private final EventLoop loop;
  private final Map<String, Promise<List<InetAddress>>> underWay = new HashMap<>();

  Names(EventLoop loop) {
    this.loop = loop;
  }

  /// The addresses of a host, at least one.
  Future<List<InetAddress>> addresses(String host) {
    try {
      return loop.newSucceededFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException name) {
      return underWay.computeIfAbsent(host, this::begin);
    }
  }

  private Promise<List<InetAddress>> begin(String host) {
    Promise<List<InetAddress>> found = loop.newPromise();
    try {
      Thread.ofPlatform()
          .daemon()
          .name("multifetch-lookup of " + host)
          .start(() -> lookUp(host, found));
    } catch (Throwable noThread) {
      tell(host, () -> found.setFailure(noThread));
    }
    return found;
  }

  private void lookUp(String host, Promise<List<InetAddress>> found) {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      tell(host, () -> found.setSuccess(addresses));
    } catch (Throwable thrown) { // by a resolver, which may be anybody's
      tell(host, () -> found.setFailure(thrown));
    }
  }

  private void tell(String host, Runnable answer) {
    try {
      loop.execute(
          () -> {
            underWay.remove(host);
            answer.run();
          });
    } catch (RejectedExecutionException shutDown) {
      // and whoever asked has been told that
    }
  }
}
