package dev.multifetch.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// Looks up names, each on a virtual thread: the JDK's lookup waits, and whoever waits on an event
/// loop holds up every other URL.
final class Names {

  private final EventLoop loop;

  Names(EventLoop loop) {
    this.loop = loop;
  }

  /// The addresses of a host, at least one.
  Future<List<InetAddress>> addresses(String host) {
    Promise<List<InetAddress>> found = loop.newPromise();
    try {
      return found.setSuccess(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException name) {
      Thread.ofVirtual().name("lookup of " + host).start(() -> lookUp(host, found));
      return found;
    }
  }

  private void lookUp(String host, Promise<List<InetAddress>> found) {
    Runnable answer;
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      answer = () -> found.setSuccess(addresses);
    } catch (UnknownHostException e) {
      answer = () -> found.setFailure(e);
    }
    try {
      loop.execute(answer);
    } catch (RejectedExecutionException shutDown) {
      // and whoever asked has been told that
    }
  }
}
