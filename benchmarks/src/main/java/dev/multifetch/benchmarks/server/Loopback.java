package dev.multifetch.benchmarks.server;

import java.net.URI;

/// The addresses of this machine that only this machine reaches: 127.0.0.1, 127.0.0.2, and so on.
/// Linux and Windows have all of them. macOS has the first until a user adds others.
public final class Loopback {

  static final String FIRST = host(0);

  private Loopback() {}

  /// An address by its place, from 0 on.
  static String host(int place) {
    return "127.0.0." + (place + 1);
  }

  /// The same URL at the address with this place; at place 0 the URL itself.
  public static URI beside(URI base, int place) {
    return place == 0
        ? base
        : URI.create("%s://%s:%d".formatted(base.getScheme(), host(place), base.getPort()));
  }
}
