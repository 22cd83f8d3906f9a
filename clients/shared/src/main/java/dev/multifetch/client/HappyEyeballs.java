package dev.multifetch.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Which address of a host is tried when (RFC 8305): a connection to the next begins when the last
/// has failed or has not been answered for a while, and the first that is answered serves. This
/// decides only; how to wait for several connections at once is the clients' business.
public final class HappyEyeballs {

  private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250); // section 5

  private HappyEyeballs() {}

  /// IPv4 and IPv6 by turns, since one of them as a whole may lead nowhere (section 4). The first
  /// address stays the first.
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
  /// each has its turn before `connectTimeout` has passed.
  public static Duration delay(Duration connectTimeout, int addresses) {
    Duration share = connectTimeout.dividedBy(addresses);
    return share.compareTo(ATTEMPT_DELAY) < 0 ? share : ATTEMPT_DELAY;
  }
}
