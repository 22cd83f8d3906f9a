package dev.multifetch;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hosts that need no proxy, as the environment variable `no_proxy` lists them. Names match as
/// in curl: `example.com` and `.example.com` both stand for this host and all hosts below it. An
/// address stands for itself, and `10.0.0.0/8` for all addresses that begin with the same 8 bits.
/// `*` stands for all hosts. Like Go and Python, and unlike curl, this also takes `host:port`, for
/// one port only, and `*.example.com`.
public record DirectHosts(List<Entry> entries) {

  /// No host at all.
  public static final DirectHosts NONE = new DirectHosts(List.of());

  private static final Pattern WITH_PORT =
      Pattern.compile("(?<host>[^:]*|\\[.*]):(?<port>[0-9]{1,5})");

  /// What one member of the list stands for.
  ///
  /// @param name a host, with all hosts below it; `*` for all hosts
  /// @param network addresses; if present, the name does not count
  /// @param port the only port; empty for all ports
  public record Entry(String name, Optional<Network> network, Optional<Integer> port) {

    boolean includes(String host, Optional<InetAddress> address, int at) {
      return port.orElse(at) == at
          && network
              .map(all -> address.filter(all::includes).isPresent())
              .orElse(isOrIsBelow(host));
    }

    private boolean isOrIsBelow(String host) {
      return name.equals("*") || host.equals(name) || host.endsWith("." + name);
    }
  }

  /// All addresses that begin with the same bits.
  public record Network(InetAddress first, int bits) {

    boolean includes(InetAddress address) {
      byte[] ours = first.getAddress();
      byte[] theirs = address.getAddress();
      boolean same = ours.length == theirs.length;
      for (int bit = 0; same && bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        same = ((ours[bit / 8] ^ theirs[bit / 8]) & mask) == 0;
      }
      return same;
    }
  }

  public DirectHosts {
    entries = List.copyOf(entries);
  }

  /// Reads a list, with commas or blanks between its members. A member that no host can match
  /// matches none.
  public static DirectHosts of(String list) {
    return new DirectHosts(
        Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(member -> !member.isEmpty())
            .map(DirectHosts::entry)
            .toList());
  }

  private static Entry entry(String member) {
    Matcher parts = WITH_PORT.matcher(member);
    return parts.matches()
        ? entry(parts.group("host"), Optional.of(Integer.valueOf(parts.group("port"))))
        : entry(member, Optional.empty());
  }

  private static Entry entry(String host, Optional<Integer> port) {
    String unbracketed = host.replaceFirst("^\\[(.*)]$", "$1");
    String name = withoutFinalDot(unbracketed.replaceFirst("^\\*?\\.", ""));
    return new Entry(name, network(unbracketed), port);
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static Optional<Network> network(String member) {
    int slash = member.indexOf('/');
    Optional<InetAddress> first = address(slash < 0 ? member : member.substring(0, slash));
    return first.flatMap(
        address -> {
          int most = address.getAddress().length * 8;
          int bits = slash < 0 ? most : bits(member.substring(slash + 1));
          return bits <= most ? Optional.of(new Network(address, bits)) : Optional.empty();
        });
  }

  private static int bits(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }

  private static Optional<InetAddress> address(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  /// Whether this host needs no proxy.
  ///
  /// @param host a name or an address, without brackets
  boolean include(String host, int port) {
    String name = withoutFinalDot(host.toLowerCase(Locale.ROOT));
    Optional<InetAddress> address = address(host);
    return entries.stream().anyMatch(entry -> entry.includes(name, address, port));
  }
}
