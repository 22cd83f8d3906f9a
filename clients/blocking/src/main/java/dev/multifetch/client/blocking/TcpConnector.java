package dev.multifetch.client.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Route;
import dev.multifetch.http.Tunnel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/// Opens TCP connections: looks the host up and connects to the first of its addresses that answers
/// (R11). If the way to an origin goes through a proxy, this connects to the proxy, and has it open
/// a tunnel where one is needed. The calling thread waits: for the lookup until the call ends, and
/// for connection and tunnel until the call ends or `connectTimeout` has passed.
public final class TcpConnector {

  private final BlockingResolver resolver;
  private final FetchOptions options;

  public TcpConnector(FetchOptions options) {
    this.resolver = new BlockingResolver(options);
    this.options = options;
  }

  /// Takes over the socket, and must close it.
  @FunctionalInterface
  public interface Owner {
    void take(TcpSocket socket) throws IOException;
  }

  /// Opens a connection and passes its socket to the owner.
  public void open(Origin origin, Call call, Owner owner) throws IOException {
    Route route = Route.to(origin, options);
    List<InetAddress> addresses = addresses(route, call);
    try (ConnectRace race = new ConnectRace(route.port(), options.connectTimeout());
        var _ = call.abortBy(race::close)) {
      TcpSocket socket = connected(race, addresses, route);
      Optional<Tunnel> tunnel = route.tunnel(options);
      if (tunnel.isPresent()) {
        open(tunnel.get(), socket, race);
      }
      owner.take(socket);
      race.keep(socket); // after the owner has the socket: else the end of the call might miss it
    }
  }

  private List<InetAddress> addresses(Route route, Call call) throws IOException {
    try {
      return resolver.addresses(route.host(), route.port(), call);
    } catch (IOException unknown) {
      throw route.failed(unknown);
    }
  }

  private static TcpSocket connected(ConnectRace race, List<InetAddress> addresses, Route route)
      throws IOException {
    try {
      return addresses.size() == 1 ? race.connect(addresses.getFirst()) : race.winner(addresses);
    } catch (IOException refused) {
      throw route.failed(refused);
    }
  }

  /// Reads byte by byte, because what follows the proxy's answer belongs to TLS.
  private void open(Tunnel tunnel, TcpSocket socket, ConnectRace race) throws IOException {
    try {
      socket.getOutputStream().write(tunnel.request());
      int next;
      do {
        socket.setSoTimeout(race.millisLeft());
        next = socket.getInputStream().read();
        if (next < 0) {
          throw tunnel.ended();
        }
      } while (!tunnel.accept((byte) next));
      socket.setSoTimeout(0); // no limit: the end of the call ends a read
    } catch (SocketTimeoutException silent) {
      throw tunnel.notOpenWithin(options.connectTimeout());
    } catch (IOException lost) {
      throw tunnel.failed(lost);
    }
  }
}
