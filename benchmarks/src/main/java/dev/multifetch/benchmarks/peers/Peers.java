package dev.multifetch.benchmarks.peers;

import dev.multifetch.benchmarks.Contestant;
import java.util.List;

/// The other clients.
public final class Peers {

  private static final String CLASSIC = "Apache HttpClient 5";
  private static final String ASYNC = "Apache HttpClient 5 async";

  private Peers() {}

  /// Those that run in this JVM.
  public static List<Contestant> inJvm() {
    return List.of(
        new Peer(
            "bare-apache-sequential",
            Peer.SEQUENTIAL,
            CLASSIC,
            options -> BlockingLoop.sequential(new ApacheClassicPeer(options), options)),
        new Peer(
            "bare-apache-threads",
            "thread pool",
            CLASSIC,
            options -> BlockingLoop.threads(new ApacheClassicPeer(options), options)),
        new Peer(
            "bare-apache-virtual",
            "virtual threads",
            CLASSIC,
            options -> BlockingLoop.virtual(new ApacheClassicPeer(options), options)),
        new Peer("bare-apache-async", "callbacks", ASYNC, ApacheAsyncPeer::new),
        new Peer("vertx", "event loop", "Vert.x 5", VertxPeer::new));
  }
}
