package dev.multifetch.conformance.reference;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.UrlFetch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.IDN;
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
        looksUpInUnicode(),
        keepsATemporaryFailure(),
        triesTheFirstAddressOnly(),
        hasABudgetForEachAddress(),
        waitsForTheSilent(),
        leavesTheLosersOpen());
  }

  private static Broken takesUserinfo() {
    return Broken.by(
        Rule.R08,
        "takes-userinfo",
        "Fetched[",
        options ->
            new ReferenceFetcher(options) {
              @Override
              UrlFetch work(Works works, Visit visit) {
                URI bare = URI.create(visit.url().toString().replaceFirst("//.*@", "//"));
                return super.work(works, Visit.first(visit.index(), bare));
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
                  List<InetAddress> resolve(String host) throws IOException {
                    try {
                      return super.resolve(host);
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

  private static Broken looksUpInUnicode() {
    return Broken.by(
        Rule.R10,
        "looks-up-in-unicode",
        "UNKNOWN_HOST",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> lookUp(String host) throws UnknownHostException {
                    return super.lookUp(IDN.toUnicode(host));
                  }
                }));
  }

  private static Broken keepsATemporaryFailure() {
    return Broken.by(
        Rule.R10,
        "keeps-a-temporary-failure",
        "Temporary failure",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  List<InetAddress> resolve(String host) throws IOException {
                    return lookUp(host);
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
                  List<InetAddress> resolve(String host) throws IOException {
                    return super.resolve(host).subList(0, 1);
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

  private static Broken waitsForTheSilent() {
    return Broken.by(
        Rule.R11,
        "waits-for-the-silent",
        "TIMED_OUT",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  long delay(int addresses) {
                    return Long.MAX_VALUE;
                  }
                }));
  }

  private static Broken leavesTheLosersOpen() {
    return Broken.by(
        Rule.R11,
        "leaves-the-losers-open",
        "sockets opened and not closed",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void closeLosers(Link link) {}
                }));
  }
}
