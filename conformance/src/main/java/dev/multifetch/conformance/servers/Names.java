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

/// Names whose lookup goes as a test says, whoever looks them up in this JVM; all others are left
/// to the JDK's own resolver. It is found as a service, and must be public for that.
public final class Names extends InetAddressResolverProvider {

  /// How the lookup of a name goes.
  @FunctionalInterface
  public interface Answer {
    List<InetAddress> addresses() throws UnknownHostException;
  }

  private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

  static {
    for (String name : List.of("localhost", "origin.test", "other.test")) {
      ANSWERS.put(name, () -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  /// A name that nobody had before: the JDK remembers what it was told.
  public static String of(Answer answer) {
    String name = "name-" + COUNT.incrementAndGet() + ".test";
    ANSWERS.put(name, answer);
    return name;
  }

  /// A name with these addresses, in this order.
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
        Answer answer = ANSWERS.get(host);
        if (answer == null) {
          throw new UnknownHostException(host);
        }
        return answer.addresses().stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return jdk.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names as a test says";
  }
}
