package dev.multifetch.client.blocking;

import dev.multifetch.client.Call;
import dev.multifetch.http.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Opens TCP connections: looks the host up and connects to the first of its addresses that answers
/// (R11). The calling thread waits: for the lookup until the call ends, and for the connection
/// until the call ends or `connectTimeout` has passed.
public final class TcpConnector {

  private final BlockingResolver resolver = new BlockingResolver();
  private final Duration connectTimeout;

  public TcpConnector(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /// Takes over the socket, and must close it.
  @FunctionalInterface
  public interface Owner {
    void take(TcpSocket socket) throws IOException;
  }

  /// Opens a connection and passes its socket to the owner.
  public void open(Origin origin, Call call, Owner owner) throws IOException {
    List<InetAddress> addresses = resolver.addresses(origin.host(), call);
    try (ConnectRace race = new ConnectRace(origin.port(), connectTimeout);
        var _ = call.abortBy(race::close)) {
      TcpSocket socket =
          addresses.size() == 1 ? race.connect(addresses.getFirst()) : race.winner(addresses);
      owner.take(socket);
      race.keep(socket); // after the owner has the socket: else the end of the call might miss it
    }
  }
}
