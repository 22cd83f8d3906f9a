package dev.multifetch.conformance.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The hosts that tests use: in this JVM the lookup of each goes as a test says, and no other host
/// has an address. The JDK finds this class as a service, so it must be public.
public final class TestHosts extends InetAddressResolverProvider {

  /// How the lookup of a host goes.
  @FunctionalInterface
  public interface Lookup {
    List<InetAddress> addresses() throws UnknownHostException;
  }

  private static final Map<String, Lookup> LOOKUPS = new ConcurrentHashMap<>();

  static {
    for (String name :
        List.of(
            "localhost",
            "origin.test",
            "www.origin.test",
            "xn--bcher-kva.origin.test",
            "other.test")) {
      LOOKUPS.put(name, () -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  /// A host that nobody had before: the JDK remembers what it was told.
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
