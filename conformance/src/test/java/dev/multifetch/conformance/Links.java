package dev.multifetch.conformance;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Send;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
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
    InetSocketAddress address = new InetSocketAddress(resolve(link.origin), link.origin.port());
    link.raw.connect(address, (int) connectTimeout().toMillis());
    link.raw.setTcpNoDelay(true);
    link.opened(link.origin.secure() ? secure(link) : link.raw);
  }

  InetAddress resolve(Origin origin) throws IOException {
    return InetAddress.getByName(origin.host());
  }

  Duration connectTimeout() {
    return options.connectTimeout();
  }

  private Socket secure(Link link) throws IOException {
    Origin origin = link.origin;
    SSLSocket secure =
        (SSLSocket)
            options
                .sslContext()
                .getSocketFactory()
                .createSocket(link.raw, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    demand(parameters, origin.host());
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
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
