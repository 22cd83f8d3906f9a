package dev.multifetch.workshop.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// The addresses of this machine.
final class Addresses {

  private Addresses() {}

  /// Those under which others reach a server that listens at this one. None for the loopback, and
  /// none without a network.
  static List<InetAddress> reaching(InetAddress listening) {
    if (listening.isLoopbackAddress()) {
      return List.of();
    }
    if (!listening.isAnyLocalAddress()) {
      return List.of(listening);
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .toList();
    } catch (SocketException e) {
      return List.of(); // so the JDK says that there is no interface at all
    }
  }

  /// One under which this machine itself reaches the server.
  static InetAddress own(InetAddress listening) {
    return listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
  }
}
