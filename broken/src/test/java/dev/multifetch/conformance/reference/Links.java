package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import dev.multifetch.http.ServerCertificate;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/// The connections of a [ReferenceFetcher]: opens them, keeps them while they are idle, closes
/// them.
class Links {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  final FetchOptions options;
  private final Deque<Link> idle = new ArrayDeque<>(); // guarded by this, as are the others
  private final Set<Link> all = new HashSet<>();
  private boolean closed;

  Links(FetchOptions options) {
    this.options = options;
  }

  /// One to this origin, open if it is idle, or else yet to be opened.
  synchronized Link lease(Send send) {
    Origin origin = send.request().origin();
    Link link = send.onFreshConnection() ? null : idle(origin).orElse(null);
    if (link == null) {
      link = new Link(origin);
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
    List<InetAddress> addresses = addresses(link);
    connect(link, addresses);
    link.raw.setTcpNoDelay(true);
    link.opened(link.origin.secure() ? secure(link) : link.raw);
  }

  /// Looks its host up on a thread that nobody needs: nothing ends a lookup but itself (R10).
  List<InetAddress> addresses(Link link) throws IOException {
    CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
    link.whileLookingUp(() -> lookup.cancel(false));
    lookupThread()
        .name("lookup of " + link.origin.host())
        .start(
            () -> {
              try {
                lookup.complete(resolve(link.origin));
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

  Thread.Builder lookupThread() {
    return Thread.ofPlatform().daemon();
  }

  List<InetAddress> resolve(Origin origin) throws IOException {
    return List.of(InetAddress.getAllByName(origin.host()));
  }

  /// Tries one address after another, within one budget (R11).
  void connect(Link link, List<InetAddress> addresses) throws IOException {
    long giveUp = System.nanoTime() + connectTimeout().toNanos();
    IOException last = new ConnectException("no address");
    for (InetAddress address : addresses) {
      long left = Math.ceilDiv(giveUp - System.nanoTime(), 1_000_000);
      try (RawSocket before = link.raw) {
        link.anotherSocket()
            .connect(
                new InetSocketAddress(address, link.origin.port()),
                Math.clamp(left, 1, Integer.MAX_VALUE));
        return;
      } catch (SocketTimeoutException silent) {
        throw silent;
      } catch (IOException refused) {
        last = refused;
      }
    }
    throw (IOException) new ConnectException(last.getMessage()).initCause(last);
  }

  Duration connectTimeout() {
    return options.connectTimeout();
  }

  private Socket secure(Link link) throws IOException {
    Origin origin = link.origin;
    SSLSocket secure =
        (SSLSocket)
            context().getSocketFactory().createSocket(link.raw, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    demand(parameters, origin.host());
    secure.setSSLParameters(parameters);
    try {
      handshake(secure);
    } catch (SocketException cut) { // R47
      throw (IOException) new SSLHandshakeException(cut.getMessage()).initCause(cut);
    }
    check(secure.getSession(), origin.host());
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

  /// R46: and it must be valid now, for the whole of a name that it gives for itself.
  void check(SSLSession session, String host) throws SSLException {
    ServerCertificate.check(session, host);
  }

  /// R46: the certificate must be the host's, and the host is told which one is meant.
  void demand(SSLParameters parameters, String host) {
    boolean name = !ADDRESS.matcher(host).matches();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(name ? List.of(new SNIHostName(host)) : List.of());
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
