package dev.multifetch.conformance.reference;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// R29 to R32, broken.
final class BrokenRedirects {

  private BrokenRedirects() {}

  static Stream<Broken> all() {
    return Stream.of(
        Broken.by(
            Rule.R29,
            "one-more-than-allowed",
            "Fetched[",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  UrlFetch work(Works works, Visit visit) {
                    FetchOptions more = following(options, options.maxRedirects() + 1);
                    return new UrlFetch(visit.index(), visit.url(), more, works::clock);
                  }
                }),
        Broken.by(
            Rule.R30,
            "resolves-as-rfc-2396-has-it",
            "/a/b/?query",
            options ->
                new ReferenceFetcher(
                    new Codec(options) {
                      @Override
                      ResponseHead shown(ResponseHead head, Request request) {
                        Optional<String> query =
                            head.headers().first("Location").filter(to -> to.startsWith("?"));
                        if (query.isEmpty()) {
                          return head;
                        }
                        URI to = URI.create(request.target()).resolve(query.get());
                        Headers headers =
                            head.headers()
                                .without("Location"::equalsIgnoreCase)
                                .with("Location", to.toString());
                        return new ResponseHead(head.http11(), head.status(), headers);
                      }
                    })),
        Broken.by(
            Rule.R31,
            "from-https-to-http",
            "Fetched[0 http://",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  Next fetchOne(Works works, Visit visit) {
                    Next next = super.fetchOne(works, visit);
                    return next instanceof Done(Failed failed)
                            && failed.detail().startsWith("from https to ")
                        ? super.fetchOne(
                            works,
                            Visit.first(visit.index(), URI.create(failed.detail().substring(14))))
                        : next;
                  }
                }),
        Broken.by(
            Rule.R32,
            "keeps-credentials",
            "secret",
            options -> new ReferenceFetcher(new CarriesCredentials(options, ""))),
        Broken.by(
            Rule.R32,
            "keeps-credentials-within-a-domain",
            "r32_anotherHostOnTheSamePortIsAnotherOrigin",
            options -> new ReferenceFetcher(new CarriesCredentials(options, ".test"))));
  }

  private static FetchOptions following(FetchOptions options, int maxRedirects) {
    return new FetchOptions(
        options.maxInFlight(),
        options.connectTimeout(),
        options.timeout(),
        options.stallTimeout(),
        options.deadline(),
        options.maxBodyBytes(),
        options.bodies(),
        options.headOnly(),
        options.decoding(),
        options.maxHeadBytes(),
        maxRedirects,
        options.userAgent(),
        options.headers(),
        options.proxies(),
        options.politeness(),
        options.decisions(),
        options.credentials(),
        options.addresses(),
        options.verifying(),
        options.sslContext());
  }

  /// Sends the caller's headers to every host that it takes for the same.
  private static final class CarriesCredentials extends Codec {
    private final String domain;

    CarriesCredentials(FetchOptions options, String domain) {
      super(options);
      this.domain = domain;
    }

    @Override
    String head(Request request) {
      boolean trusted = request.origin().host().endsWith(domain);
      Headers headers = trusted ? options.headers() : Headers.NONE;
      Headers all = request.headers().without(name -> headers.first(name).isPresent());
      for (Headers.Field field : headers) {
        all = all.with(field.name(), field.value());
      }
      return super.head(new Request("GET", request.origin(), request.target(), all));
    }
  }
}
