package dev.multifetch.client;

import static java.util.stream.Collectors.joining;

import dev.multifetch.FetchOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Looks up names, each on its own platform thread (R10). Only the system's resolver can end a
/// lookup. Until then, an event loop would hold up all its connections, and a virtual thread would
/// keep its carrier from all other virtual threads. Callers that ask for the same name during the
/// lookup share it.
///
/// A failure may be temporary, for example while a name server is restarted. After such a failure
/// the resolver tries the lookup once more. But the JDK keeps a failed lookup, whatever the reason,
/// for as long as the security property `networkaddress.cache.negative.ttl` says: 10 seconds by
/// default. Meanwhile the JDK repeats the failure without asking a name server. The property counts
/// for the whole process, so it is not ours to change. The second try waits until that time is
/// over.
public final class Resolver {

  private static final String KEPT = "networkaddress.cache.negative.ttl"; // seconds
  private static final int MAX_NAME = 253; // RFC 1035 section 2.3.4, as text
  private static final int MAX_LABEL = 63;

  private final FetchOptions options;

  // Guarded by this.
  private final Map<String, Lookup> underWay = new HashMap<>();
  private final Map<String, Long> keptUntil = new HashMap<>(); // temporary failures, by the JDK

  public Resolver(FetchOptions options) {
    this.options = options;
  }

  /// One lookup, and how many wait for it.
  private static final class Lookup {
    final String host;
    final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    int waiting;

    Lookup(String host) {
      this.host = host;
    }
  }

  /// The addresses of a host, at least one, in the order to try them. Each caller gets a future of
  /// its own: a caller that cancels it leaves the lookup to the others.
  ///
  /// @param port where the caller will connect to: the options may name addresses for it (R65)
  /// @param call is told of a lookup
  public CompletableFuture<List<InetAddress>> addresses(String host, int port, Call call) {
    Optional<List<InetAddress>> given = options.addresses(host, port);
    if (given.isPresent()) {
      return CompletableFuture.completedFuture(given.get());
    }
    try {
      return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException name) {
      return fits(host) ? lookedUp(host, call) : CompletableFuture.failedFuture(impossible(host));
    }
  }

  /// No host can have this name.
  public static UnknownHostException impossible(String host) {
    return new UnknownHostException(
        host + " has a part that is empty or over " + MAX_LABEL + " characters, or is too long");
  }

  private static boolean fits(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name.length() <= MAX_NAME
        && List.of(name.split("\\.", -1)).stream()
            .allMatch(label -> !label.isEmpty() && label.length() <= MAX_LABEL);
  }

  private CompletableFuture<List<InetAddress>> lookedUp(String host, Call call) {
    call.tell(() -> "looks up " + host);
    Lookup lookup = new Lookup(host);
    Lookup other;
    synchronized (this) {
      other = underWay.putIfAbsent(host, lookup);
      (other == null ? lookup : other).waiting++;
    }
    if (other == null) {
      begin(lookup);
    }
    return waitingFor(other == null ? lookup : other, call);
  }

  /// A new future, which ends as the lookup does. It is no dependent stage of `lookup.answer`,
  /// because such a stage would wrap a failure in a `CompletionException`.
  private CompletableFuture<List<InetAddress>> waitingFor(Lookup lookup, Call call) {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    var _ = found.whenComplete((_, _) -> leave(lookup));
    var _ =
        lookup.answer.whenComplete(
            (addresses, failure) -> {
              if (failure == null) {
                call.tell(() -> lookup.host + " is at " + shown(addresses));
                found.complete(addresses);
              } else {
                found.completeExceptionally(failure);
              }
            });
    return found;
  }

  private static String shown(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(joining(", "));
  }

  private synchronized void leave(Lookup lookup) {
    if (--lookup.waiting == 0) {
      notifyAll(); // nobody may be waiting for it any more
    }
  }

  private void begin(Lookup lookup) {
    try {
      Thread.ofPlatform()
          .daemon()
          .name("multifetch-lookup of " + lookup.host)
          .start(() -> lookUp(lookup));
    } catch (Throwable noThread) {
      failed(lookup, noThread);
    }
  }

  private void lookUp(Lookup lookup) {
    try {
      List<InetAddress> addresses = HappyEyeballs.inTurn(List.of(ask(lookup, true)));
      end(lookup);
      lookup.answer.complete(addresses);
    } catch (Throwable thrown) { // any code can replace the system's resolver
      failed(lookup, thrown);
    }
  }

  private void failed(Lookup lookup, Throwable thrown) {
    end(lookup);
    lookup.answer.completeExceptionally(thrown);
  }

  private synchronized void end(Lookup lookup) {
    underWay.remove(lookup.host, lookup);
  }

  private InetAddress[] ask(Lookup lookup, boolean onceMore)
      throws UnknownHostException, InterruptedException {
    awaitForgotten(lookup);
    try {
      return InetAddress.getAllByName(lookup.host);
    } catch (UnknownHostException e) {
      if (isTemporary(e) && isForgottenLater(lookup.host) && onceMore) {
        return ask(lookup, false);
      }
      throw e;
    }
  }

  /// Only the exception's message shows whether a failure is temporary. Its words are the system
  /// library's.
  private static boolean isTemporary(UnknownHostException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("temporary") || reason.contains("try again");
  }

  /// Notes how long the JDK keeps the failure that it has just reported. Returns false if the JDK
  /// keeps it until the process ends.
  private synchronized boolean isForgottenLater(String host) {
    long now = System.nanoTime();
    keptUntil.values().removeIf(until -> until - now <= 0);
    String kept = Security.getProperty(KEPT);
    long seconds = kept == null ? 0 : Long.parseLong(kept.strip());
    if (seconds > 0) {
      keptUntil.put(host, now + TimeUnit.SECONDS.toNanos(seconds));
    }
    return seconds >= 0;
  }

  /// Waits until the JDK has forgotten the failure and asks again. If all callers that wait for the
  /// answer leave, the lookup ends.
  private synchronized void awaitForgotten(Lookup lookup)
      throws UnknownHostException, InterruptedException {
    long until = keptUntil.getOrDefault(lookup.host, System.nanoTime());
    for (long left = 1; left > 0; left = until - System.nanoTime()) {
      if (lookup.waiting == 0) {
        end(lookup); // before another caller can join it
        throw new UnknownHostException("nobody waits for it any more");
      }
      TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
    }
  }
}
