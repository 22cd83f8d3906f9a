package dev.multifetch.cli.origin;

import static dev.multifetch.conformance.faults.Topic.CONNECTING;

import dev.multifetch.benchmarks.server.Detours;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.faults.Scene;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The faults of the suite on stage, for the clients of an origin. A fault's servers have ports of
/// their own. They listen from the first time that a client asks for the fault until the end.
final class FaultScenes implements Detours, AutoCloseable {

  private static final Pattern QUERY = Pattern.compile("[?&]fault=([^&]*)");

  private final FaultPages pages = new FaultPages(this);
  private final Map<Fault, Scene> scenes = new HashMap<>();
  private final List<Scene> lent = new ArrayList<>();
  private volatile String origin = "";

  /// Says where the faults are to be had by a query.
  void listensAt(URI base) {
    origin = base.toString();
  }

  String origin() {
    return origin;
  }

  @Override
  public Optional<String> destination(String target) {
    Matcher query = QUERY.matcher(target);
    if (query.find()) {
      return Optional.of(query.group(1));
    }
    return target.startsWith(FaultPages.PATH) ? Optional.of("") : Optional.empty();
  }

  /// A fault of one URL has one scene for all connections. In a fault of two URLs a server may do
  /// its part only once, so each connection has a scene of its own.
  @Override
  public synchronized Server open(String name) throws Exception {
    Optional<Fault> fault = Faults.named(name);
    if (fault.isEmpty() || hasPortOfItsOwn(fault.get())) {
      return new Server(pages.port(), () -> {});
    }
    Scene scene = scene(fault.get());
    return scene.before().isEmpty() ? new Server(port(scene), () -> {}) : lend(fault.get().stage());
  }

  /// The scene's second URL is due as soon as its first one is answered.
  private Server lend(Scene scene) {
    lent.add(scene);
    Thread.ofVirtual().name("cue").start(() -> awaitCue(scene));
    return new Server(port(scene), () -> takeBack(scene));
  }

  private static void awaitCue(Scene scene) {
    try {
      scene.last();
    } catch (InterruptedException | IllegalStateException e) {
      // the client went away before the server came to its part
    }
  }

  private synchronized void takeBack(Scene scene) {
    if (lent.remove(scene)) {
      close(scene);
    }
  }

  /// Whether the fault happens before a request, or below it, so that no query can ask for it.
  boolean hasPortOfItsOwn(Fault fault) throws Exception {
    return fault.topic() == CONNECTING
        || scene(fault).urls().getFirst().getScheme().equals("https");
  }

  synchronized Scene scene(Fault fault) throws Exception {
    Scene scene = scenes.get(fault);
    if (scene == null) {
      scene = fault.stage();
      scenes.put(fault, scene);
    }
    return scene;
  }

  /// What to fetch to see this fault, in this order.
  List<String> urls(Fault fault) throws Exception {
    String base = origin;
    boolean elsewhere = hasPortOfItsOwn(fault);
    return scene(fault).urls().stream()
        .map(url -> elsewhere ? url.toString() : base + url.getPath() + "?fault=" + fault.id())
        .toList();
  }

  private static int port(Scene scene) {
    return scene.urls().getFirst().getPort();
  }

  @Override
  public synchronized void close() {
    pages.close();
    lent.forEach(FaultScenes::close);
    lent.clear();
    scenes.values().forEach(FaultScenes::close);
    scenes.clear();
  }

  private static void close(Scene scene) {
    try {
      scene.close();
    } catch (Exception e) {
      throw new IllegalStateException("a scene did not close: " + e.getMessage(), e);
    }
  }
}
