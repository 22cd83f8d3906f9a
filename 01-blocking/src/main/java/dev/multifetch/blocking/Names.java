package dev.multifetch.blocking;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/// Looks up names, each on a platform thread of its own (R10). Nothing ends a lookup before the
/// system's resolver does, and a virtual thread would keep its carrier from all others so long. So
/// whoever wants addresses waits beside the lookup, and can leave; who asks for the same name waits
/// for the same one.
final class Names {

  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /// The addresses of a host, at least one. The calling thread waits for them until the call is
  /// ended.
  List<InetAddress> addresses(String host, Call call) throws IOException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      CompletableFuture<List<InetAddress>> found = lookUp(host).copy(); // others wait for it too
      call.onAbort(() -> found.cancel(false));
      return await(found);
    }
  }

  private static List<InetAddress> await(CompletableFuture<List<InetAddress>> found)
      throws IOException {
    try {
      return found.get();
    } catch (ExecutionException e) {
      switch (requireNonNull(e.getCause())) {
        case IOException unknown -> throw unknown;
        case Error defect -> throw defect;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (CancellationException e) {
      throw new InterruptedIOException("ended while its host was looked up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while its host was looked up");
    }
  }

  private CompletableFuture<List<InetAddress>> lookUp(String host) {
    CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> other = underWay.putIfAbsent(host, lookup);
    if (other != null) {
      return other;
    }
    try {
      Thread.ofPlatform()
          .daemon()
          .name("multifetch-lookup of " + host)
          .start(() -> lookUp(host, lookup));
    } catch (Throwable noThread) {
      failed(host, lookup, noThread);
    }
    return lookup;
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      underWay.remove(host);
      lookup.complete(addresses);
    } catch (Throwable thrown) { // by a resolver, which may be anybody's: else all would wait on
      failed(host, lookup, thrown);
    }
  }

  private void failed(String host, CompletableFuture<List<InetAddress>> lookup, Throwable thrown) {
    underWay.remove(host);
    lookup.completeExceptionally(thrown);
  }
}
