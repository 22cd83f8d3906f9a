package dev.multifetch.completablefuture;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Looks up names, each on a platform thread of its own, where nobody else has to wait: nothing
/// ends a lookup before the system's resolver does, and a virtual thread would keep its carrier
/// from all others so long (R10). Whoever asks for the same name meanwhile shares the lookup.
final class Names {

  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /// The addresses of a host, at least one.
  CompletableFuture<List<InetAddress>> addresses(String host) {
    try {
      return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException name) {
      CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
      CompletableFuture<List<InetAddress>> other = underWay.putIfAbsent(host, lookup);
      if (other == null) {
        begin(host, lookup);
      }
      return other == null ? lookup : other;
    }
  }

  private void begin(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      Thread.ofPlatform()
          .daemon()
          .name("multifetch-lookup of " + host)
          .start(() -> lookUp(host, lookup));
    } catch (Throwable noThread) {
      failed(host, lookup, noThread);
    }
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      underWay.remove(host);
      lookup.complete(addresses);
    } catch (Throwable thrown) { // by a resolver, which may be anybody's
      failed(host, lookup, thrown);
    }
  }

  private void failed(String host, CompletableFuture<List<InetAddress>> lookup, Throwable thrown) {
    underWay.remove(host);
    lookup.completeExceptionally(thrown);
  }
}
