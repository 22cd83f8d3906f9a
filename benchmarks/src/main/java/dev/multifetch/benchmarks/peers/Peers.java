package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.peers.BlockingLoop.Get;
import java.util.List;
import java.util.function.Function;

/// The other clients.
public final class Peers {

  private static final String OKHTTP = "OkHttp 5";
  private static final String CLASSIC = "Apache HttpClient 5";
  private static final String ASYNC = "Apache HttpClient 5 async";

  private Peers() {}

  /// The peers that run in this JVM.
  public static List<Contestant> inJvm() {
    return List.of(
        sequential("bare-apache-sequential", CLASSIC, ApacheClassicPeer::new),
        threads("bare-apache-threads", CLASSIC, ApacheClassicPeer::new),
        virtual("bare-apache-virtual", CLASSIC, ApacheClassicPeer::new),
        new Peer("bare-apache-async", "callbacks", ASYNC, ApacheAsyncPeer::new),
        sequential("bare-okhttp-sequential", OKHTTP, OkHttpPeer::new),
        threads("bare-okhttp-threads", OKHTTP, OkHttpPeer::new),
        virtual("bare-okhttp-virtual", OKHTTP, OkHttpPeer::new),
        new Peer("jdk-httpclient", "CompletableFuture", "java.net.http", JdkPeer::new),
        new Peer("vertx", "event loop", "Vert.x 5", VertxPeer::new),
        new Peer("reactor-netty", "reactive", "Reactor Netty", ReactorNettyPeer::new),
        new Peer("async-http-client", "callbacks", "AsyncHttpClient 3", AsyncHttpClientPeer::new),
        new Peer("jetty", "callbacks", "Jetty 12 client", JettyPeer::new));
  }

  private static Peer sequential(String name, String library, Function<FetchOptions, Get> client) {
    return new Peer(
        name,
        Peer.SEQUENTIAL,
        library,
        options -> BlockingLoop.sequential(client.apply(options), options));
  }

  private static Peer threads(String name, String library, Function<FetchOptions, Get> client) {
    return new Peer(
        name,
        "thread pool",
        library,
        options -> BlockingLoop.threads(client.apply(options), options));
  }

  private static Peer virtual(String name, String library, Function<FetchOptions, Get> client) {
    return new Peer(
        name,
        "virtual threads",
        library,
        options -> BlockingLoop.virtual(client.apply(options), options));
  }
}
