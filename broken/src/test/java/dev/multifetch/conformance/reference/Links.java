package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Route;
import dev.multifetch.http.ServerIdentity;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.Tunnel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/// The connections of a [ReferenceFetcher]: opens them, keeps them while they are idle, closes
/// them.
class Links {

  final FetchOptions options;
  private final Deque<Link> idle = new ArrayDeque<>(); // guarded by this, as are the others
  private final Set<Link> all = new HashSet<>();
  private final Set<String> temporary = new HashSet<>(); // hosts whose lookup failed so
  private boolean closed;

  Links(FetchOptions options) {
    this.options = options;
  }

  /// One to this origin, open if it is idle, or else yet to be opened.
  synchronized Link lease(Send send) {
    Origin origin = send.request().origin();
    Link link = send.onFreshConnection() ? null : idle(origin).orElse(null);
    if (link == null) {
      link = new Link(route(origin));
      all.add(link);
    }
    idle.remove(link);
    return link;
  }

  Optional<Link> idle(Origin origin) {
    List<Link> spoilt = idle.stream().filter(this::surplus).toList();
    spoilt.forEach(this::drop); // R20: by what came after its last response
    return idle.stream().filter(link -> link.origin.equals(origin)).findFirst();
  }

  /// Connects it, which may be aborted by dropping it.
  void open(Link link) throws IOException {
    try {
      connect(link, addresses(link));
    } catch (IOException e) {
      throw link.route.failed(e);
    }
    link.raw.setTcpNoDelay(true);
    Optional<Tunnel> tunnel = tunnel(link.route);
    if (tunnel.isPresent()) {
      open(tunnel.get(), link);
    }
    link.opened(link.origin.secure() ? secure(link) : link.raw);
  }

  /// The way to an origin (R61).
  Route route(Origin origin) {
    return Route.to(origin, options);
  }

  /// What the proxy has to open before TLS begins.
  Optional<Tunnel> tunnel(Route route) {
    return route.tunnel(options);
  }

  private void open(Tunnel tunnel, Link link) throws IOException {
    long giveUp = System.nanoTime() + connectTimeout().toNanos();
    try {
      link.raw.getOutputStream().write(tunnel.request());
      int next;
      do {
        link.raw.setSoTimeout(millisUntil(giveUp));
        next = link.raw.getInputStream().read();
        if (next < 0) {
          throw tunnel.ended();
        }
      } while (!isOpen(tunnel, (byte) next));
      link.raw.setSoTimeout(0);
    } catch (SocketTimeoutException silent) {
      throw tunnel.notOpenWithin(connectTimeout());
    } catch (IOException lost) {
      throw tunnel.failed(lost);
    }
  }

  /// Whether the proxy has opened it (R63).
  boolean isOpen(Tunnel tunnel, byte next) throws IOException {
    return tunnel.accept(next);
  }

  private static int millisUntil(long moment) {
    return Math.clamp(Math.ceilDiv(moment - System.nanoTime(), 1_000_000), 1, Integer.MAX_VALUE);
  }

  /// Looks its host up on a thread that nobody needs: nothing ends a lookup but itself (R10).
  List<InetAddress> addresses(Link link) throws IOException {
    CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
    link.whileLookingUp(() -> lookup.cancel(false));
    lookupThread()
        .name("lookup of " + link.route.host())
        .start(
            () -> {
              try {
                lookup.complete(found(link.route));
              } catch (Throwable e) {
                lookup.completeExceptionally(e);
              }
            });
    try {
      return lookup.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unknown) {
        throw unknown;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | CancellationException e) {
      throw new InterruptedIOException("dropped");
    }
  }

  private List<InetAddress> found(Route route) throws IOException {
    List<InetAddress> given = given(route);
    return given.isEmpty() ? resolve(route.host()) : given;
  }

  /// The addresses that the caller names (R65).
  List<InetAddress> given(Route route) {
    return options
        .addresses()
        .getOrDefault(InetSocketAddress.createUnresolved(route.host(), route.port()), List.of());
  }

  Thread.Builder lookupThread() {
    return Thread.ofPlatform().daemon();
  }

  /// A failure that is temporary is no last word; the JDK repeats it for a second, in a test.
  List<InetAddress> resolve(String host) throws IOException {
    try {
      return lookUp(host);
    } catch (UnknownHostException e) {
      if (!isTemporary(e, host)) {
        throw e;
      }
      LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
      return lookUp(host);
    }
  }

  List<InetAddress> lookUp(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  /// Whether it says so, or the JDK repeats one that said so.
  private synchronized boolean isTemporary(UnknownHostException failure, String host) {
    boolean said = String.valueOf(failure.getMessage()).contains("Temporary");
    if (said) {
      temporary.add(host);
    }
    return temporary.contains(host);
  }

  /// Tries the addresses, within one budget: the next one when the last has failed, or has been
  /// silent for a while (R11).
  void connect(Link link, List<InetAddress> addresses) throws IOException {
    var attempts = new ExecutorCompletionService<RawSocket>(Thread::startVirtualThread);
    long giveUp = System.nanoTime() + connectTimeout().toNanos();
    long delay = delay(addresses.size());
    Iterator<InetAddress> left = addresses.iterator();
    try {
      for (int pending = 0; ; ) {
        if (left.hasNext()) {
          InetAddress next = left.next();
          attempts.submit(() -> connect(link, next, giveUp));
          pending++;
        }
        Future<RawSocket> ended =
            attempts.poll(left.hasNext() ? delay : Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        if (ended == null) {
          continue;
        }
        pending--;
        if (ended.state() == Future.State.SUCCESS) {
          link.settleOn(ended.resultNow());
          return;
        }
        boolean timeIsUp = ended.exceptionNow() instanceof SocketTimeoutException;
        if (timeIsUp || (pending == 0 && !left.hasNext())) {
          throw (IOException) ended.exceptionNow();
        }
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException("dropped");
    } finally {
      closeLosers(link);
    }
  }

  private static RawSocket connect(Link link, InetAddress address, long giveUp) throws IOException {
    try {
      RawSocket socket = link.anotherSocket();
      socket.connect(new InetSocketAddress(address, link.route.port()), millisUntil(giveUp));
      return socket;
    } catch (SocketTimeoutException silent) {
      throw silent;
    } catch (IOException refused) {
      throw (IOException) new ConnectException(refused.getMessage()).initCause(refused);
    }
  }

  /// How long an address may be silent before the next is tried too, in nanoseconds.
  long delay(int addresses) {
    return Math.min(Duration.ofMillis(250).toNanos(), connectTimeout().toNanos() / addresses);
  }

  void closeLosers(Link link) {
    link.closeTried();
  }

  Duration connectTimeout() {
    return options.connectTimeout();
  }

  private Socket secure(Link link) throws IOException {
    Origin origin = link.origin;
    ServerIdentity server = ServerIdentity.of(origin, options);
    SSLSocket secure =
        (SSLSocket)
            context().getSocketFactory().createSocket(link.raw, server.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    demand(parameters, server);
    secure.setSSLParameters(parameters);
    try {
      handshake(secure);
    } catch (SocketException cut) { // R47
      throw (IOException) new SSLHandshakeException(cut.getMessage()).initCause(cut);
    }
    check(secure.getSession(), server);
    secured(link);
    return secure;
  }

  SSLContext context() {
    return options.sslContext();
  }

  void secured(Link link) {
    link.raw.endIsCut();
  }

  void handshake(SSLSocket secure) throws IOException {
    secure.startHandshake();
  }

  /// R46: the certificate must be the host's, and the host is told which one is meant.
  void demand(SSLParameters parameters, ServerIdentity server) {
    server.demandIn(parameters);
  }

  /// R46: and it must be valid now, for the whole of a name that it gives for itself.
  void check(SSLSession session, ServerIdentity server) throws SSLException {
    server.check(session);
  }

  /// Takes it back.
  synchronized void release(Link link, boolean reusable) {
    if (reusable && !closed && !surplus(link)) {
      idle.push(link);
    } else {
      drop(link);
    }
  }

  /// Whether bytes came that nobody asked for.
  boolean surplus(Link link) {
    return link.surplus();
  }

  /// Closes it, which wakes whoever waits for it.
  synchronized void drop(Link link) {
    idle.remove(link);
    all.remove(link);
    link.close();
  }

  synchronized void close() {
    closed = true;
    all.forEach(Link::close);
  }
}
