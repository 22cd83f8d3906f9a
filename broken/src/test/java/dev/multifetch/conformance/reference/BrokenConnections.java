package dev.multifetch.conformance.reference;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.Origin;
import dev.multifetch.http.UrlFetch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// R08 to R11, broken: on the way from a URL to a connection.
final class BrokenConnections {

  private BrokenConnections() {}

  static Stream<Broken> all() {
    return Stream.of(
        takesUserinfo(),
        hasNoConnectTimeout(),
        refusesAnUnknownHost(),
        looksUpOnVirtualThreads(),
        triesTheFirstAddressOnly(),
        hasABudgetForEachAddress());
  }

  private static Broken takesUserinfo() {
    return Broken.by(
        Rule.R08,
        "takes-userinfo",
        "Fetched[",
        options ->
            new ReferenceFetcher(options) {
              @Override
              UrlFetch work(Works works, long index, URI url) {
                URI bare = URI.create(url.toString().replaceFirst("//.*@", "//"));
                return super.work(works, index, bare);
              }
            });
  }

  private static Broken hasNoConnectTimeout() {
    return Broken.by(
        Rule.R09,
        "no-connect-timeout",
        "time until a connection was given up",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  Duration connectTimeout() {
                    return options.timeout();
                  }
                }));
  }

  private static Broken refusesAnUnknownHost() {
    return Broken.by(
        Rule.R10,
        "unknown-is-refused",
        "CONNECT_FAILED",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> resolve(Origin origin) throws IOException {
                    try {
                      return super.resolve(origin);
                    } catch (UnknownHostException e) {
                      throw new ConnectException(e.getMessage());
                    }
                  }
                }));
  }

  private static Broken looksUpOnVirtualThreads() {
    return Broken.by(
        Rule.R10,
        "looks-up-on-virtual-threads",
        "next outcome within",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  Thread.Builder lookupThread() {
                    return Thread.ofVirtual(); // it keeps its carrier, which others need
                  }
                }));
  }

  private static Broken triesTheFirstAddressOnly() {
    return Broken.by(
        Rule.R11,
        "first-address-only",
        "CONNECT_FAILED",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> resolve(Origin origin) throws IOException {
                    return super.resolve(origin).subList(0, 1);
                  }
                }));
  }

  private static Broken hasABudgetForEachAddress() {
    return Broken.by(
        Rule.R11,
        "a-budget-for-each-address",
        "time until two addresses were given up",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void connect(Link link, List<InetAddress> addresses) throws IOException {
                    for (InetAddress address : addresses) {
                      try {
                        super.connect(link, List.of(address));
                        return;
                      } catch (IOException e) {
                        if (address.equals(addresses.getLast())) {
                          throw e;
                        }
                      }
                    }
                  }
                }));
  }
}
