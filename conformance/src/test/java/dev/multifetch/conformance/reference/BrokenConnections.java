package dev.multifetch.conformance.reference;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// R08 to R11, R40 to R42 and R46 to R48, broken.
final class BrokenConnections {

  private BrokenConnections() {}

  static Stream<Broken> all() {
    return Stream.of(
        Broken.by(
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
                }),
        Broken.by(
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
                    })),
        Broken.by(
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
                    })),
        Broken.by(
            Rule.R40,
            "a-connection-per-request",
            "Expected size: 1 but was: 10",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      Optional<Link> idle(Origin origin) {
                        return Optional.empty();
                      }
                    })),
        Broken.by(
            Rule.R40,
            "reuses-what-it-aborted",
            "outcome that should have worked",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      boolean surplus(Link link) {
                        return false;
                      }
                    }) {
                  @Override
                  boolean reusable(UrlFetch fetch) {
                    return true;
                  }
                }),
        Broken.by(
            Rule.R41,
            "never-retries",
            "CONNECTION_LOST",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  boolean stale(Link link) {
                    return false;
                  }
                }),
        Broken.by(
            Rule.R41,
            "retries-a-fresh-connection",
            "Expected size: 1 but was: 2",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  boolean stale(Link link) {
                    return !link.answered();
                  }
                }),
        Broken.by(
            Rule.R41,
            "retries-what-was-answered-in-part",
            "/second 200",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  boolean stale(Link link) {
                    return link.reused();
                  }
                }),
        Broken.by(
            Rule.R41,
            "retries-over-the-pool",
            "CONNECTION_LOST",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      synchronized Link lease(Send send) {
                        return super.lease(new Send(send.request(), false));
                      }
                    })),
        Broken.by(
            Rule.R41,
            "retries-503",
            "Expected size: 1 but was: 2",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Outcome fetchOne(Works works, long index, URI url) {
                    Outcome outcome = super.fetchOne(works, index, url);
                    return outcome instanceof Fetched fetched && fetched.status() == 503
                        ? super.fetchOne(works, index, url)
                        : outcome;
                  }
                }),
        Broken.by(
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
                    })),
        Broken.by(
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
                    })),
        Broken.by(
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
                    })),
        Broken.by(
            Rule.R42,
            "takes-what-comes",
            "status of the second response",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      boolean surplus(Link link) {
                        return false;
                      }
                    })),
        Broken.by(
            Rule.R47,
            "a-handshake-is-no-matter-of-its-own",
            "CONNECTION_LOST",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      void handshake(SSLSocket secure) throws IOException {
                        try {
                          super.handshake(secure);
                        } catch (SSLException e) {
                          throw new IOException(e.getMessage(), e);
                        }
                      }
                    })),
        Broken.by(
            Rule.R48,
            "takes-a-cut-for-an-end",
            "outcome that should be CONNECTION_LOST",
            options ->
                new ReferenceFetcher(
                    new Links(options) {
                      @Override
                      void secured(Link link) {}
                    })),
        Broken.by(Rule.R46, "any-host", "Fetched[", options -> demanding(options, "", true)),
        Broken.by(
            Rule.R46, "no-sni", "origin.test", options -> demanding(options, "HTTPS", false)));
  }

  private static ReferenceFetcher demanding(FetchOptions options, String identity, boolean named) {
    return new ReferenceFetcher(
        new Links(options) {
          @Override
          void demand(SSLParameters parameters, String host) {
            super.demand(parameters, host);
            parameters.setEndpointIdentificationAlgorithm(identity);
            if (!named) {
              parameters.setServerNames(List.of());
            }
          }
        });
  }
}
