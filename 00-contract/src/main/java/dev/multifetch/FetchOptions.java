package dev.multifetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The limits and habits of a fetcher: the same for every model, so that a comparison is fair.
///
/// A duration longer than 24 days, the longest that a socket can be told to wait, counts as that.
///
/// @param maxInFlight how many URLs of one batch are at work at once; 1 or more
/// @param connectTimeout how long it may take to set up one TCP connection
/// @param timeout how long one attempt at a URL may take, from the start of its work to its last
///   byte, with redirects
/// @param stallTimeout the longest time in which no byte comes for a URL that is at work
/// @param deadline how long a whole batch may take, from the call of `fetchEach`
/// @param maxBodyBytes the largest body accepted, in bytes after decoding; for bodies in memory, at
///   most the length of an array
/// @param bodies where bodies go; empty for memory
/// @param headOnly whether to ask for heads alone, with the method HEAD
/// @param decoding whether to undo content codings; if not, the fetcher asks for none
/// @param maxHeadBytes the largest response head accepted, in bytes
/// @param maxRedirects how many redirects to follow for one URL; with 0, a redirect is itself the
///   answer
/// @param userAgent the User-Agent of every request
/// @param headers header fields for every request; credentials among them stay with the first
///   origin
/// @param proxies which proxy, if any, a URL goes through
/// @param politeness limits the load on servers, and says what to try again
/// @param decisions is told what is decided about each URL
/// @param credentials what to show to each origin; a field Authorization among `headers` counts
///   before it
/// @param addresses the addresses of hosts, for one port each, that are not looked up; the names
///   are as [HostName#canonical] writes them
/// @param verifying whether a server must prove by its certificate that it is the right one; if
///   not, anybody between us and the server can read and change everything
/// @param sslContext decides which certificates to trust; if `verifying`, a server's certificate
///   must in any case be valid now, be for TLS servers and name the host
public record FetchOptions(
    int maxInFlight,
    Duration connectTimeout,
    Duration timeout,
    Optional<Duration> stallTimeout,
    Optional<Duration> deadline,
    long maxBodyBytes,
    Optional<BodyHandler> bodies,
    boolean headOnly,
    boolean decoding,
    int maxHeadBytes,
    int maxRedirects,
    String userAgent,
    Headers headers,
    Proxies proxies,
    Politeness politeness,
    Optional<DecisionListener> decisions,
    Credentials credentials,
    Map<InetSocketAddress, List<InetAddress>> addresses,
    boolean verifying,
    SSLContext sslContext) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE); // SO_TIMEOUT's int
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8; // the longest array

  public FetchOptions {
    require(maxInFlight >= 1, "maxInFlight must be 1 or more, was " + maxInFlight);
    connectTimeout = checked("connectTimeout", connectTimeout);
    timeout = checked("timeout", timeout);
    stallTimeout = stallTimeout.map(given -> checked("stallTimeout", given));
    deadline = deadline.map(given -> checked("deadline", given));
    long largest = bodies.isPresent() ? Long.MAX_VALUE : LARGEST_ARRAY;
    require(
        maxBodyBytes >= 0 && maxBodyBytes <= largest,
        "maxBodyBytes must be from 0 to " + largest + ", was " + maxBodyBytes);
    require(maxHeadBytes >= 1, "maxHeadBytes must be 1 or more, was " + maxHeadBytes);
    require(maxRedirects >= 0, "maxRedirects must be 0 or more, was " + maxRedirects);
    RequestFields.checkUserAgent(userAgent);
    headers.forEach(RequestFields::check);
    addresses = Map.copyOf(addresses);
  }

  /// The options that [Builder] starts from.
  public static FetchOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects options; what is not set keeps the value shown here.
  public static final class Builder {
    private int maxInFlight = 64;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration timeout = Duration.ofSeconds(30);
    private Optional<Duration> stallTimeout = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private long maxBodyBytes = 16 << 20;
    private Optional<BodyHandler> bodies = Optional.empty();
    private boolean headOnly = false;
    private boolean decoding = true;
    private int maxHeadBytes = 64 << 10;
    private int maxRedirects = 10;
    private String userAgent = "multifetch/0.1";
    private Headers headers = Headers.NONE;
    private Proxies proxies = Proxies.NONE;
    private Politeness politeness = Politeness.NONE;
    private Optional<DecisionListener> decisions = Optional.empty();
    private Credentials credentials = Credentials.NONE;
    private final Map<InetSocketAddress, List<InetAddress>> addresses = new HashMap<>();
    private boolean verifying = true;
    private Optional<SSLContext> sslContext = Optional.empty(); // the JDK's own trust

    private Builder() {}

    public Builder maxInFlight(int value) {
      maxInFlight = value;
      return this;
    }

    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    public Builder stallTimeout(Duration value) {
      stallTimeout = Optional.of(value);
      return this;
    }

    public Builder deadline(Duration value) {
      deadline = Optional.of(value);
      return this;
    }

    public Builder maxBodyBytes(long value) {
      maxBodyBytes = value;
      return this;
    }

    public Builder bodies(BodyHandler value) {
      bodies = Optional.of(value);
      return this;
    }

    public Builder headOnly(boolean value) {
      headOnly = value;
      return this;
    }

    public Builder decoding(boolean value) {
      decoding = value;
      return this;
    }

    public Builder maxHeadBytes(int value) {
      maxHeadBytes = value;
      return this;
    }

    public Builder maxRedirects(int value) {
      maxRedirects = value;
      return this;
    }

    public Builder userAgent(String value) {
      userAgent = value;
      return this;
    }

    public Builder headers(Headers value) {
      headers = value;
      return this;
    }

    public Builder proxies(Proxies value) {
      proxies = value;
      return this;
    }

    /// Sends every URL through this proxy.
    public Builder proxy(HttpProxy value) {
      return proxies(Proxies.all(value));
    }

    public Builder politeness(Politeness value) {
      politeness = value;
      return this;
    }

    public Builder decisions(DecisionListener value) {
      decisions = Optional.of(value);
      return this;
    }

    public Builder credentials(Credentials value) {
      credentials = value;
      return this;
    }

    /// Uses these addresses of a host for this port instead of a lookup.
    public Builder addresses(String host, int port, List<InetAddress> value) {
      require(!value.isEmpty(), "addresses of " + host + ": name one or more");
      addresses.put(place(host, port), List.copyOf(value));
      return this;
    }

    public Builder verifying(boolean value) {
      verifying = value;
      return this;
    }

    public Builder sslContext(SSLContext value) {
      sslContext = Optional.of(value);
      return this;
    }

    /// Adds one header field to those of every request.
    public Builder header(String name, String value) {
      return headers(headers.with(name, value));
    }

    /// Builds the options.
    ///
    /// @throws IllegalArgumentException if an option has a value that it cannot have; the message
    ///   names the option
    public FetchOptions build() {
      return new FetchOptions(
          maxInFlight,
          connectTimeout,
          timeout,
          stallTimeout,
          deadline,
          maxBodyBytes,
          bodies,
          headOnly,
          decoding,
          maxHeadBytes,
          maxRedirects,
          userAgent,
          headers,
          proxies,
          politeness,
          decisions,
          credentials,
          addresses,
          verifying,
          sslContext.orElseGet(verifying ? FetchOptions::jdkTrust : AnyCertificate::context));
    }
  }

  /// The addresses that were given for a host, however it is written; empty if it is looked up.
  public Optional<List<InetAddress>> addresses(String host, int port) {
    return Optional.ofNullable(addresses.isEmpty() ? null : addresses.get(place(host, port)));
  }

  private static InetSocketAddress place(String host, int port) {
    return InetSocketAddress.createUnresolved(HostName.canonical(host), port);
  }

  private static Duration checked(String name, Duration value) {
    require(value.compareTo(SHORTEST) >= 0, name + " must be 1 ms or more, was " + value);
    return value.compareTo(LONGEST) < 0 ? value : LONGEST;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static SSLContext jdkTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no default TLS context", e);
    }
  }
}
