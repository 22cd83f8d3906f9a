package dev.multifetch;

import java.net.InetAddress;
import java.util.Locale;

/// The form that all ways to write one host share, to compare hosts by. A fetch itself uses a host
/// as its URL has it.
public final class HostName {

  private HostName() {}

  /// The host in lower case, without brackets and without a dot at its end. An address is written
  /// as the JDK writes it.
  public static String canonical(String host) {
    String plain = host.replaceFirst("^\\[(.*)]$", "$1").toLowerCase(Locale.ROOT);
    try {
      return InetAddress.ofLiteral(plain).getHostAddress();
    } catch (IllegalArgumentException name) {
      return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
  }
}
