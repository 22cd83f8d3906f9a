package dev.multifetch.conformance.certificates;

import static dev.multifetch.conformance.certificates.Authorities.ROOT;
import static dev.multifetch.conformance.certificates.CertificateCase.HOST;
import static dev.multifetch.conformance.certificates.CertificateCase.Topic.PATHS;
import static dev.multifetch.conformance.certificates.Clause.IS_AUTHORITY;
import static dev.multifetch.conformance.certificates.Clause.LENGTH;
import static dev.multifetch.conformance.certificates.Clause.PATH_LENGTH;
import static dev.multifetch.conformance.certificates.Clause.STEPS;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which certificate may be an intermediate, and how many others may be below it.
final class AuthorityCases {

  private AuthorityCases() {}

  static List<CertificateCase> all() {
    return Stream.of(authorities(), lengths()).flatMap(List::stream).toList();
  }

  private static List<CertificateCase> authorities() {
    return List.of(
        refused(
            "not-marked",
            "An intermediate without basic constraints",
            IS_AUTHORITY,
            () -> Chain.below(Draft.intermediate().without(Extension.authority()))),
        refused(
            "marked-as-none",
            "One that is marked as no authority",
            IS_AUTHORITY,
            () -> Chain.below(Draft.intermediate().with(Extension.noAuthority()))),
        refused(
            "below-a-server",
            "A server's certificate as intermediate",
            IS_AUTHORITY,
            () -> Chain.below(Draft.server("other.test"))),
        refused(
            "version-1",
            "An intermediate of version 1",
            IS_AUTHORITY,
            () ->
                Chain.below(
                    Draft.intermediate()
                        .without(Extension.authority())
                        .without(Extension.keyUsage(0))
                        .version(1))),
        trusted(
            "mark-not-critical",
            "Basic constraints that are not critical",
            STEPS,
            () -> Chain.below(Draft.intermediate().with(Extension.authority().marked(false)))),
        trusted(
            "authority-as-server",
            "The server's certificate is an authority's",
            STEPS,
            () -> Chain.of(Draft.server(HOST).with(Extension.authority()))));
  }

  private static List<CertificateCase> lengths() {
    return List.of(
        trusted(
            "length-0",
            "Path length 0, and no intermediate below",
            LENGTH,
            () -> Chain.below(Draft.intermediate().with(Extension.authority(0)))),
        refused(
            "length-0-and-one",
            "Path length 0, and an intermediate below",
            LENGTH,
            () ->
                two(
                    Draft.intermediate().with(Extension.authority(0)),
                    Draft.authority("a lower intermediate"))),
        trusted(
            "length-1-and-one",
            "Path length 1, and an intermediate below",
            LENGTH,
            () ->
                two(
                    Draft.intermediate().with(Extension.authority(1)),
                    Draft.authority("a lower intermediate"))),
        trusted(
            "length-0-and-self",
            "Path length 0, and a self-issued intermediate below",
            LENGTH,
            () ->
                two(
                    Draft.intermediate().with(Extension.authority(0)),
                    Draft.authority("an intermediate"))),
        refused(
            "length-grows",
            "Path length 0, and one of 5 below",
            LENGTH,
            () ->
                two(
                    Draft.intermediate().with(Extension.authority(0)),
                    Draft.authority("a lower intermediate").with(Extension.authority(5)))),
        refused(
            "length-negative",
            "Path length -1",
            PATH_LENGTH,
            () -> Chain.below(Draft.intermediate().with(Extension.authority(-1)))));
  }

  private static Chain two(Draft upper, Draft lower) {
    Issued above = upper.signedBy(ROOT);
    Issued below = lower.signedBy(above);
    return Chain.of(Draft.server(HOST).signedBy(below), below, above);
  }

  private static CertificateCase trusted(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.trusted(PATHS, id, what, clause, chain);
  }

  private static CertificateCase refused(
      String id, String what, Clause clause, Supplier<Chain> chain) {
    return CertificateCase.refused(PATHS, id, what, clause, chain);
  }
}
