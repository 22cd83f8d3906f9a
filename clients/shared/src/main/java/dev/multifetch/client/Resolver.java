package dev.multifetch.client;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Looks up names, each on a platform thread of its own (R10). Nothing ends a lookup before the
/// system's resolver does: an event loop would hold up all its connections so long, and a virtual
/// thread would keep its carrier from all others. Callers that ask for the same name meanwhile
/// share the lookup.
public final class Resolver {

  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /// The addresses of a host, at least one. The future is the caller's own: to cancel it leaves the
  /// lookup to the others that wait for it.
  public CompletableFuture<List<InetAddress>> addresses(String host) {
    try {
      return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException name) {
      CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
      CompletableFuture<List<InetAddress>> other = underWay.putIfAbsent(host, lookup);
      if (other == null) {
        begin(host, lookup);
      }
      return waitingFor(other == null ? lookup : other);
    }
  }

  /// A future of its own, which ends as the lookup does. A stage of the lookup would wrap a
  /// failure.
  private static CompletableFuture<List<InetAddress>> waitingFor(
      CompletableFuture<List<InetAddress>> lookup) {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    var _ =
        lookup.whenComplete(
            (addresses, failure) -> {
              if (failure == null) {
                found.complete(addresses);
              } else {
                found.completeExceptionally(failure);
              }
            });
    return found;
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
    } catch (Throwable thrown) { // the system's resolver can be replaced by anybody's code
      failed(host, lookup, thrown);
    }
  }

  private void failed(String host, CompletableFuture<List<InetAddress>> lookup, Throwable thrown) {
    underWay.remove(host);
    lookup.completeExceptionally(thrown);
  }
}
