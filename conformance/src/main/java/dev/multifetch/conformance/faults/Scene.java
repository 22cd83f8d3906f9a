package dev.multifetch.conformance.faults;

import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/// The set-up of one fault: the servers, and the URLs to fetch from them, one after another with
/// one client. Only the end of the last URL counts.
public final class Scene implements AutoCloseable {

  private static final int PATIENCE = 10; // seconds for a server to do its part

  private static final Duration SETTLING = Duration.ofMillis(200);

  private final List<URI> urls = new ArrayList<>();
  private final List<ScriptedServer> servers = new ArrayList<>();
  private final Deque<AutoCloseable> props = new ArrayDeque<>();
  private CountDownLatch idle = new CountDownLatch(0);
  private CountDownLatch cue = new CountDownLatch(0);
  private Map<String, String> headers = Map.of();

  /// One GET of one server that follows this script.
  static Scene of(Script script) {
    Scene scene = new Scene();
    return scene.get(scene.server(script).url("/"));
  }

  /// The same over TLS.
  static Scene of(SSLSocketFactory tls, Script script) {
    return of(tls, "127.0.0.1", script);
  }

  /// The same, with another of the server's names.
  static Scene of(SSLSocketFactory tls, String host, Script script) {
    Scene scene = new Scene();
    return scene.get(scene.server(tls, script).url(host, "/"));
  }

  /// The same, with a server that does not speak TLS and sees the client's handshake as plain
  /// bytes.
  static Scene ofRawTls(Script script) {
    Scene scene = new Scene();
    return scene.get(URI.create("https://127.0.0.1:" + scene.server(script).port() + "/"));
  }

  /// Two GETs of one server.
  static Scene twice(Script script) {
    Scene scene = new Scene();
    ScriptedServer server = scene.server(script);
    return scene.get(server.url("/first")).get(server.url("/second"));
  }

  /// The same, with a step of the server in between. The step begins when the client has all of the
  /// first response. The client sends the second request when the step is done.
  static Scene twice(CountDownLatch idle, CountDownLatch done, Script script) {
    Scene scene = twice(script);
    scene.idle = idle;
    scene.cue = done;
    return scene;
  }

  ScriptedServer server(Script script) {
    return opened(ScriptedServer.start(script));
  }

  ScriptedServer server(SSLSocketFactory tls, Script script) {
    return opened(ScriptedServer.start(tls, script));
  }

  private ScriptedServer opened(ScriptedServer server) {
    servers.add(server);
    props.push(server);
    return server;
  }

  Scene get(URI url) {
    urls.add(url);
    return this;
  }

  /// Adds this field to every request.
  Scene asking(String name, String value) {
    headers = Map.of(name, value);
    return this;
  }

  /// Closes this with the scene.
  Scene with(AutoCloseable prop) {
    props.push(prop);
    return this;
  }

  /// All that there is to fetch, in its order. Nothing waits, and no server does its part for it.
  public List<URI> urls() {
    return List.copyOf(urls);
  }

  /// What to fetch before, with the same client.
  public List<URI> before() {
    return urls.subList(0, urls.size() - 1);
  }

  /// The last URL to fetch, after waiting for the server's step.
  public URI last() throws InterruptedException {
    if (!before().isEmpty()) {
      Thread.sleep(SETTLING); // some clients return a connection later, without notice
    }
    idle.countDown();
    if (!cue.await(PATIENCE, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server never came to its part: " + servers);
    }
    return urls.getLast();
  }

  /// The fields that every request must carry.
  public Map<String, String> headers() {
    return headers;
  }

  /// How many requests the servers have seen.
  public int requests() {
    return servers.stream().mapToInt(server -> server.requests().size()).sum();
  }

  @Override
  public void close() throws Exception {
    while (!props.isEmpty()) {
      props.pop().close();
    }
  }
}
