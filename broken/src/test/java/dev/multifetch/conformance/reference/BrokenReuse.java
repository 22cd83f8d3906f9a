package dev.multifetch.conformance.reference;

import dev.multifetch.Fetched;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// R40 to R42, broken: connections that serve again, and requests that are sent again.
final class BrokenReuse {

  private static final int WHILE = 100; // ms

  private BrokenReuse() {}

  static Stream<Broken> all() {
    return Stream.of(
        opensAConnectionPerRequest(),
        reusesWhatItAborted(),
        neverRetries(),
        retriesAFreshConnection(),
        retriesWhatWasAnsweredInPart(),
        retriesOverThePool(),
        retries503(),
        takesWhatComes(),
        refusesWhatComesEarly());
  }

  private static Broken opensAConnectionPerRequest() {
    return Broken.by(
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
                }));
  }

  private static Broken reusesWhatItAborted() {
    return Broken.by(
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
            });
  }

  private static Broken neverRetries() {
    return Broken.by(
        Rule.R41,
        "never-retries",
        "CONNECTION_LOST",
        options ->
            new ReferenceFetcher(options) {
              @Override
              boolean stale(Link link) {
                return false;
              }
            });
  }

  private static Broken retriesAFreshConnection() {
    return Broken.by(
        Rule.R41,
        "retries-a-fresh-connection",
        "Expected size: 1 but was: 2",
        options ->
            new ReferenceFetcher(options) {
              @Override
              boolean stale(Link link) {
                return !link.answered();
              }
            });
  }

  private static Broken retriesWhatWasAnsweredInPart() {
    return Broken.by(
        Rule.R41,
        "retries-what-was-answered-in-part",
        "/second 200",
        options ->
            new ReferenceFetcher(options) {
              @Override
              boolean stale(Link link) {
                return link.reused();
              }
            });
  }

  private static Broken retriesOverThePool() {
    return Broken.by(
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
                }));
  }

  private static Broken retries503() {
    return Broken.by(
        Rule.R41,
        "retries-503",
        "Expected size: 1 but was: 2",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Next fetchOne(Works works, Visit visit) {
                Next next = super.fetchOne(works, visit);
                return next instanceof Done(Fetched fetched) && fetched.status() == 503
                    ? super.fetchOne(works, visit)
                    : next;
              }
            });
  }

  private static Broken takesWhatComes() {
    return Broken.by(
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
                }));
  }

  private static Broken refusesWhatComesEarly() {
    return Broken.by(
        Rule.R42,
        "refuses-what-comes-early",
        "outcome that should have worked",
        options ->
            new ReferenceFetcher(
                new Links(options) {
                  @Override
                  void open(Link link) throws IOException {
                    super.open(link);
                    if (link.speaksWithin(WHILE)) {
                      throw new IOException("the server speaks before it is asked");
                    }
                  }
                }));
  }
}
