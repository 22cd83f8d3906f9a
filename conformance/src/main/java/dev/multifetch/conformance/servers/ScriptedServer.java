package dev.multifetch.conformance.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A server socket that follows a script, byte for byte, and keeps evidence of what its clients
/// did. Each connection has its own virtual thread.
public final class ScriptedServer implements AutoCloseable {

  /// What the server does with one connection; when it returns, or throws, the connection is
  /// closed.
  @FunctionalInterface
  public interface Script {
    void serve(ScriptedConnection connection) throws IOException, InterruptedException;
  }

  private static final String IPV4 = "127.0.0.1";
  private static final int BACKLOG = 4096;
  private static final int KEPT = 200; // requests, for people who want to see what happened

  private final ServerSocket listener;
  private final String scheme;
  private final Script script;
  private final UnaryOperator<Socket> layer;
  private final Queue<ScriptedConnection> connections = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<ServedRequest> served = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();

  private ScriptedServer(
      String scheme, String address, UnaryOperator<Socket> layer, Script script) {
    try {
      listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral(address));
    } catch (IOException e) {
      throw new IllegalStateException("no port to listen on", e);
    }
    this.scheme = scheme;
    this.layer = layer;
    this.script = script;
    Thread.ofVirtual().name("server " + listener.getLocalPort()).start(this::accept);
  }

  /// Listens on a free port of 127.0.0.1.
  public static ScriptedServer start(Script script) {
    return startAt(IPV4, script);
  }

  /// Listens on a free port of another address of this machine.
  public static ScriptedServer startAt(String address, Script script) {
    return new ScriptedServer("http", address, UnaryOperator.identity(), script);
  }

  /// The same with TLS.
  public static ScriptedServer start(SSLSocketFactory tls, Script script) {
    return startAt(IPV4, tls, script);
  }

  public static ScriptedServer startAt(String address, SSLSocketFactory tls, Script script) {
    return new ScriptedServer("https", address, socket -> serverSide(tls, socket), script);
  }

  private static Socket serverSide(SSLSocketFactory tls, Socket socket) {
    try {
      SSLSocket secure = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
      secure.setUseClientMode(false);
      return secure;
    } catch (IOException e) {
      throw new IllegalStateException("no TLS over an accepted socket", e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        ScriptedConnection connection =
            new ScriptedConnection(this, accepted.incrementAndGet(), socket, layer.apply(socket));
        connections.add(connection);
        threads.add(
            Thread.ofVirtual().name("server connection").start(() -> connection.follow(script)));
      } catch (IOException closed) {
        return;
      }
    }
    closeConnections(); // the last one came after close() had closed the others
  }

  /// A URL of this server, with 127.0.0.1 as its host.
  public URI url(String path) {
    return url(IPV4, path);
  }

  /// A URL of this server with another of its names as the host.
  public URI url(String host, String path) {
    return URI.create(scheme + "://" + host + ":" + listener.getLocalPort() + path);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// The heads of all requests so far, as they came, in the order of their end.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// All connections so far, in the order of their beginning.
  public List<ScriptedConnection> connections() {
    return List.copyOf(connections);
  }

  /// The most requests that ever waited for the end of their response at one time.
  public int peakInFlight() {
    return peakInFlight.get();
  }

  /// Forgets the requests so far and the connections that have ended: for tests of hours, which
  /// would otherwise keep all of them.
  public void forgetWhatIsOver() {
    requests.clear();
    connections.removeIf(ScriptedConnection::isClosed);
    threads.removeIf(thread -> !thread.isAlive());
  }

  /// The first requests with their times, in the order of their beginning.
  public List<ServedRequest> served() {
    return List.copyOf(served);
  }

  ServedRequest requested(int connection, String head) {
    requests.add(head);
    peakInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    ServedRequest request = new ServedRequest(connection, head.substring(0, head.indexOf("\r\n")));
    if (requests.size() <= KEPT) {
      served.add(request);
    }
    return request;
  }

  void answering() {
    inFlight.decrementAndGet();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("listener did not close", e);
    }
    closeConnections();
  }

  private void closeConnections() {
    connections.forEach(ScriptedConnection::close);
    threads.forEach(Thread::interrupt); // a script may wait for something that never happened
  }
}
