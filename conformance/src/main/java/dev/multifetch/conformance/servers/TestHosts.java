package dev.multifetch.conformance.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The hosts that tests use. In this JVM a test decides how the lookup of each host ends, and no
/// other host has an address. The JDK finds this class as a service, so it must be public.
public final class TestHosts extends InetAddressResolverProvider {

  /// How the lookup of a host ends.
  @FunctionalInterface
  public interface Lookup {
    List<InetAddress> addresses() throws UnknownHostException;
  }

  private static final String LABEL = "x".repeat(63);

  /// Hosts at 127.0.0.1 whose names a library may refuse, or change: of one label, with a dot at
  /// the end, as long as they may be, with characters other than letters and digits, and names that
  /// look like IDNA names.
  public static final List<String> UNUSUAL =
      List.of(
          "intranet",
          "final-dot.test.",
          "7digits.test",
          "my_host.unusual.test",
          "~home.test",
          "-hyphens-.test",
          "ab--cd.test",
          LABEL + "." + LABEL + "." + LABEL + "." + "x".repeat(61),
          "xn--bcher-kva.example", // bücher
          "xn--fa-hia.example", // faß, which is fass in an older IDNA
          "xn--a.example", // nothing
          "www.xn--bcher-kva.example");

  private static final Map<String, Lookup> LOOKUPS = new ConcurrentHashMap<>();

  static {
    for (String name :
        List.of(
            "localhost",
            "origin.test",
            "www.origin.test",
            "xn--bcher-kva.origin.test",
            "other.test",
            "a.unusual.test")) {
      LOOKUPS.put(name, () -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }
    for (String name : UNUSUAL) {
      LOOKUPS.put(name, () -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }
    // The JDK keeps a failed lookup for a while; this makes that short, so that tests need not
    // wait.
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  /// A host with a new name, because the JDK remembers each lookup.
  public static String of(Lookup lookup) {
    String name = "name-" + COUNT.incrementAndGet() + ".test";
    LOOKUPS.put(name, lookup);
    return name;
  }

  /// A host with these addresses, in this order.
  public static String of(String... addresses) {
    List<InetAddress> all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return of(() -> all);
  }

  /// The same with a name that a certificate can have.
  public static String named(String name, String... addresses) {
    List<InetAddress> all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    LOOKUPS.put(name, () -> all);
    return name;
  }

  /// The addresses of one of them, in the order in which a client gets them; none for another host.
  public static List<InetAddress> addresses(String host) throws UnknownHostException {
    Lookup lookup = LOOKUPS.get(host);
    return lookup == null ? List.of() : lookup.addresses();
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver jdk = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        Lookup lookup = LOOKUPS.get(host);
        if (lookup == null) {
          throw new UnknownHostException(host);
        }
        return lookup.addresses().stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return jdk.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "the hosts that tests use";
  }
}
