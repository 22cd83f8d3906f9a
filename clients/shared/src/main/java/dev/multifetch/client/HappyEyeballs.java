package dev.multifetch.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Decides when a client tries which address of a host (RFC 8305). A client tries the next address
/// when the last one has failed, or has not answered for a while. It uses the first connection that
/// is made. How to wait for several connections at once is left to each client.
public final class HappyEyeballs {

  private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250); // section 5

  private HappyEyeballs() {}

  /// Lets IPv4 and IPv6 addresses alternate, since all addresses of one family may be out of reach
  /// (section 4). The first address stays the first.
  static List<InetAddress> inTurn(List<InetAddress> addresses) {
    Class<?> family = addresses.getFirst().getClass();
    Queue<InetAddress> turn = new ArrayDeque<>();
    Queue<InetAddress> other = new ArrayDeque<>();
    addresses.forEach(address -> (family.isInstance(address) ? turn : other).add(address));
    List<InetAddress> order = new ArrayList<>();
    while (order.size() < addresses.size()) {
      if (!turn.isEmpty()) {
        order.add(turn.remove());
      }
      if (!other.isEmpty()) {
        order.add(other.remove());
      }
    }
    return List.copyOf(order);
  }

  /// How long to wait for an answer before the next address is tried as well: short enough that
  /// every address is tried before `connectTimeout` has passed.
  public static Duration delay(Duration connectTimeout, int addresses) {
    Duration share = connectTimeout.dividedBy(addresses);
    return share.compareTo(ATTEMPT_DELAY) < 0 ? share : ATTEMPT_DELAY;
  }
}
